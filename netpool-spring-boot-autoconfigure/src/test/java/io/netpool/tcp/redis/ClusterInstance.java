package io.netpool.tcp.redis;

import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.cluster.TcpCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One instance of an application in a cluster.
 */
final class ClusterInstance implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private ClusterInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ClusterInstance start(int redisPort, String... settings) {
		List<String> all = new ArrayList<>(List.of("netpool.tcp.port=0", "netpool.tcp.host=localhost",
				"netpool.tcp.framing.mode=line", "netpool.tcp.routing.by=first-word", "netpool.cluster.name=test",
				"spring.data.redis.host=localhost", "spring.data.redis.port=" + redisPort,
				"spring.main.banner-mode=off"));
		all.addAll(List.of(settings));
		return new ClusterInstance(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(all.toArray(new String[0]))
			.run());
	}

	TcpConnections connections() {
		return this.context.getBean(TcpConnections.class);
	}

	TcpCluster cluster() {
		return this.context.getBean(TcpCluster.class);
	}

	TestClient connect() {
		return TestClient.connect(this.context);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application implements TcpCorrelation {

		@TcpHandler("identify")
		String identify(String line, TcpConnection connection) {
			connection.identify("name", line.split(" ")[1]);
			return "ok";
		}

		@TcpHandler("claim")
		String claim(String line, TcpConnection connection) {
			connection.claim("name", line.split(" ")[1]);
			return "ok";
		}

		@TcpHandler("join")
		String join(String line, TcpConnection connection) {
			connection.join(line.split(" ")[1]);
			return "ok";
		}

		@TcpHandler("id")
		String id(TcpConnection connection) {
			return connection.id();
		}

		@Override
		public @Nullable Object commandKey(Object command) {
			String text = command.toString();
			return text.startsWith("do ") ? text.substring(3) : null;
		}

		@Override
		public @Nullable Object answerKey(Object answer) {
			String text = answer.toString();
			return text.startsWith("done ") ? text.substring(5) : null;
		}

		@Override
		public Class<?> answerType() {
			return String.class;
		}

	}

}
