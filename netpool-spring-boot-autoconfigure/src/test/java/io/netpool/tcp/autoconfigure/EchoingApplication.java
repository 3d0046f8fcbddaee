package io.netpool.tcp.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.sun.management.GarbageCollectorMXBean;
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

	private static final Set<String> HEAP_POOLS = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.map(MemoryPoolMXBean::getName)
		.collect(Collectors.toSet());

	/** Those of the serial collector, which also collect what is old. */
	private static final GarbageCollectorMXBean FULL_COLLECTIONS = ManagementFactory
		.getPlatformMXBeans(GarbageCollectorMXBean.class)
		.stream()
		.filter((collector) -> collector.getName().equals("MarkSweepCompact"))
		.findFirst()
		.orElseThrow();

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

	/**
	 * What was left at the end of a collection, without what was allocated since.
	 */
	private static long held() {
		System.gc();
		return FULL_COLLECTIONS.getLastGcInfo()
			.getMemoryUsageAfterGc()
			.entrySet()
			.stream()
			.filter((pool) -> HEAP_POOLS.contains(pool.getKey()))
			.mapToLong((pool) -> pool.getValue().getUsed())
			.sum();
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
