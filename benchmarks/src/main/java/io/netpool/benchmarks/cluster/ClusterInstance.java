package io.netpool.benchmarks.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;

import io.netpool.benchmarks.compare.peer.Fork;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Application with one pool, standalone or as an instance of a cluster.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ClusterInstance {

	/**
	 * Identity key of the connections.
	 */
	static final String KEY = "imei";

	/**
	 * Runs an instance.
	 * @param args the port of Redis; none to run standalone
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext application = (args.length > 0) ? clustered(args[0]) : run();
		Fork.serve(application.getBean(TcpAcceptorPool.class).port());
	}

	/**
	 * Starts an instance of the cluster.
	 */
	static ConfigurableApplicationContext clustered(String redis) {
		// otherwise Lettuce warns of netpool's native transport on the class path
		System.setProperty("io.lettuce.core.iouring", "false");
		return run("--netpool.cluster.name=benchmark", "--spring.data.redis.port=" + redis,
				"--spring.data.redis.host=127.0.0.1");
	}

	private static ConfigurableApplicationContext run(String... cluster) {
		SpringApplication application = new SpringApplication(ClusterInstance.class);
		application.setDefaultProperties(Map.of("netpool.tcp.port", 0, "netpool.tcp.address", "127.0.0.1",
				"netpool.tcp.framing.mode", "line", "netpool.tcp.acceptors", 4096,
				// otherwise each Redis command is observed
				"management.observations.enable.lettuce", false));
		return application.run(cluster);
	}

	/**
	 * Replies with the id of the connection.
	 */
	@TcpHandler("ID")
	String id(TcpConnection connection) {
		return connection.id();
	}

	/**
	 * Identifies the connection by consecutive values.
	 * @param line the command, the first value and the number of values
	 */
	@TcpHandler("LABELS")
	String identify(String line, TcpConnection connection) {
		String[] words = line.split(" ");
		int first = Integer.parseInt(words[1]);
		int count = Integer.parseInt(words[2]);
		connection.identify(KEY, IntStream.range(first, first + count).mapToObj(ClusterInstance::value).toList());
		return "OK";
	}

	/**
	 * Returns a value with the length of an IMEI.
	 */
	static String value(int number) {
		return "%015d".formatted(number);
	}

	/**
	 * Replies with the used heap in bytes after garbage collection.
	 */
	@TcpHandler("HEAP")
	String heap() {
		for (int i = 0; i < 4; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return "" + (runtime.totalMemory() - runtime.freeMemory());
	}

}
