package io.netpool.benchmarks.compare.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;

/**
 * Line echo of netpool, as in an application: Spring Boot, a handler method, and Actuator
 * with its meters.
 *
 * @since 0.1.0
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class NetpoolEcho {

	/**
	 * Runs the server.
	 * @param args the value of {@code netpool.tcp.handler.execution}
	 * @throws IOException if reading standard input fails
	 */
	public static void main(String[] args) throws IOException {
		ServerCertificate certificate = ServerCertificate.create();
		ApplicationContext context = SpringApplication.run(NetpoolEcho.class,
				arguments(args[0], "--netpool.tcp.pools.tls.port=0",
						"--netpool.tcp.pools.tls.ssl.pem=" + certificate.certificate(),
						"--netpool.tcp.pools.tls.ssl.key=" + certificate.key()));
		Fork.serve(context.getBean(TcpAcceptorPool.class).port(),
				context.getBean("tlsTcpAcceptorPool", TcpAcceptorPool.class).port());
	}

	/**
	 * Returns the arguments of an application with line framing.
	 * @param execution the value of {@code netpool.tcp.handler.execution}
	 * @param further further arguments
	 * @return the arguments
	 */
	public static String[] arguments(String execution, String... further) {
		List<String> arguments = new ArrayList<>(List.of("--netpool.tcp.handler.execution=" + execution,
				"--netpool.tcp.port=0", "--netpool.tcp.address=127.0.0.1", "--netpool.tcp.framing.mode=line",
				"--netpool.tcp.acceptors=4096", "--netpool.tcp.backlog=" + NettyServer.BACKLOG));
		arguments.addAll(List.of(further));
		return arguments.toArray(String[]::new);
	}

	@TcpHandler(pool = { "default", "tls" })
	String echo(String line) {
		return line;
	}

}
