package io.netpool.tcp.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpHandler;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Echoes lines in the clear, behind a proxy and over TLS, and reports what its heap holds
 * each time that it is asked to.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class EchoingApplication {

	static final String PROXIED = "proxied";

	static final String SECURE = "secure";

	public static void main(String[] args) throws IOException {
		ApplicationContext context = new SpringApplicationBuilder(EchoingApplication.class).web(WebApplicationType.NONE)
			.run(args);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
		for (String pool = commands.readLine(); pool != null; pool = commands.readLine()) {
			TcpAcceptorPool acceptorPool = pool(context, pool);
			System.out.println("report " + acceptorPool.port() + " " + held() + " "
					+ acceptorPool.statistics().bytes().pending() + " " + acceptorPool.statistics().bytes().received()
					+ " " + acceptorPool.acceptors().busy());
		}
		System.exit(0);
	}

	private static TcpAcceptorPool pool(ApplicationContext context, String name) {
		Map<String, TcpAcceptorPool> pools = context.getBeansOfType(TcpAcceptorPool.class);
		return pools.values().stream().filter((pool) -> pool.name().equals(name)).findFirst().orElseThrow();
	}

	private static long held() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	@TcpHandler
	String onLine(String line) {
		return line;
	}

	@TcpHandler(pool = PROXIED)
	String onProxiedLine(String line) {
		return line;
	}

	@TcpHandler(pool = SECURE)
	String onSecureLine(String line) {
		return line;
	}

}
