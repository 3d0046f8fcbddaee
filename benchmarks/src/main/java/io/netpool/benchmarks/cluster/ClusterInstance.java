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
 * An application with a pool, on its own or as an instance of a cluster.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ClusterInstance {

	/**
	 * The key that identifies connections.
	 */
	static final String KEY = "imei";

	/**
	 * Run an instance.
	 * @param args the port of Redis; without one, the application is on its own
	 * @throws IOException if the standard streams fail
	 */
	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext application = (args.length > 0) ? clustered(args[0]) : run();
		Fork.serve(application.getBean(TcpAcceptorPool.class).port());
	}

	/**
	 * Start an instance of the cluster.
	 */
	static ConfigurableApplicationContext clustered(String redis) {
		// netpool's native transport is on the class path, and Lettuce would warn of it
		System.setProperty("io.lettuce.core.iouring", "false");
		return run("--netpool.cluster.name=benchmark", "--spring.data.redis.port=" + redis,
				"--spring.data.redis.host=127.0.0.1");
	}

	private static ConfigurableApplicationContext run(String... cluster) {
		SpringApplication application = new SpringApplication(ClusterInstance.class);
		application.setDefaultProperties(Map.of("netpool.tcp.port", 0, "netpool.tcp.address", "127.0.0.1",
				"netpool.tcp.framing.mode", "line", "netpool.tcp.acceptors", 4096,
				// each command of Redis would be observed
				"management.observations.enable.lettuce", false));
		return application.run(cluster);
	}

	/**
	 * Answer with the id of the connection.
	 */
	@TcpHandler("ID")
	String id(TcpConnection connection) {
		return connection.id();
	}

	/**
	 * Identify the connection by values.
	 * @param line the first value and their number
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
	 * A value as long as an IMEI.
	 */
	static String value(int number) {
		return "%015d".formatted(number);
	}

	/**
	 * Answer with the bytes of the heap that are in use.
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
