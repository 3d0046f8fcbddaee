package io.netpool.benchmarks.compare.peer;

import java.io.IOException;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * This project's server as an application has it: Spring Boot, a handler method, and
 * Actuator with its meters.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class NetpoolEcho {

	/**
	 * Run the server.
	 * @param args where the handler runs, a value of
	 * {@code netpool.tcp.handler.execution}
	 * @throws IOException if the standard streams fail
	 */
	public static void main(String[] args) throws IOException {
		Fork.serve(SpringApplication
			.run(NetpoolEcho.class, "--netpool.tcp.handler.execution=" + args[0], "--netpool.tcp.port=0",
					"--netpool.tcp.address=127.0.0.1", "--netpool.tcp.framing.mode=line",
					"--netpool.tcp.acceptors=4096", "--netpool.tcp.backlog=" + NettyServer.BACKLOG)
			.getBean(TcpAcceptorPool.class)
			.port());
	}

	@TcpHandler
	String echo(String line) {
		return line;
	}

}
