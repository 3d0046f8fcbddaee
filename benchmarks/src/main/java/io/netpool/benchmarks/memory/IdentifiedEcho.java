package io.netpool.benchmarks.memory;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.benchmarks.compare.peer.Fork;
import io.netpool.benchmarks.compare.peer.NetpoolEcho;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * This project's server, which gives each connection a key of its own and two groups.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class IdentifiedEcho {

	private final AtomicInteger connections = new AtomicInteger();

	/**
	 * Run the server.
	 * @param args where the handler runs, a value of
	 * {@code netpool.tcp.handler.execution}
	 * @throws IOException if the standard streams fail
	 */
	public static void main(String[] args) throws IOException {
		Fork.serve(SpringApplication.run(IdentifiedEcho.class, NetpoolEcho.arguments(args[0]))
			.getBean(TcpAcceptorPool.class)
			.port());
	}

	/**
	 * The groups are shared: one by all connections, and each of the others by a hundred.
	 */
	@TcpConnected
	void connected(TcpConnection connection) {
		int number = this.connections.getAndIncrement();
		connection.identify("device", "%015d".formatted(number));
		connection.join("all");
		connection.join("group " + number / 100);
	}

	@TcpHandler
	String echo(String line) {
		return line;
	}

}
