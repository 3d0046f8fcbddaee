package io.netpool.tcp.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TestClient;
import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.cluster.TcpClusterStatistics.DropReason;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
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
		List<String> all = new ArrayList<>(List.of("netpool.tcp.port=0", "netpool.tcp.address=localhost",
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

	int port() {
		return this.context.getBean(TcpAcceptorPool.class).port();
	}

	/**
	 * Returns why connections were closed, in this order.
	 */
	Queue<CloseReason> closed() {
		return this.context.getBean(Application.class).closed;
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

		private final Queue<CloseReason> closed = new ConcurrentLinkedQueue<>();

		private final ObjectProvider<TcpCluster> cluster;

		Application(ObjectProvider<TcpCluster> cluster) {
			this.cluster = cluster;
		}

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

		/**
		 * Says how many messages of other instances this one has dropped as late.
		 */
		@TcpHandler("late")
		String late() {
			return "" + this.cluster.getObject().statistics().dropped().get(DropReason.LATE);
		}

		@TcpDisconnected
		void disconnected(CloseReason reason) {
			this.closed.add(reason);
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
