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
 * Line echo of netpool that adds an identity and two groups to each connection.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class IdentifiedEcho {

	private final AtomicInteger connections = new AtomicInteger();

	/**
	 * Runs the server.
	 * @param args the value of {@code netpool.tcp.handler.execution}
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		Fork.serve(SpringApplication.run(IdentifiedEcho.class, NetpoolEcho.arguments(args[0]))
			.getBean(TcpAcceptorPool.class)
			.port());
	}

	/**
	 * Joins two groups, one shared by all connections and one by 100.
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
