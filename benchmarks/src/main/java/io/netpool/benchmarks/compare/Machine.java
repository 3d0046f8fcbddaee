package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.Vertx;
import reactor.netty.tcp.TcpServer;

import org.springframework.boot.SpringBootVersion;
import org.springframework.integration.ip.tcp.inbound.TcpInboundGateway;

/**
 * Hardware and software of a measurement.
 *
 * @param processor the model of the processor, or its architecture if unknown
 * @param processors the number of processors available to this process before it was
 * pinned to one
 */
public record Machine(String processor, int processors) {

	private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

	private static final String LINUX_MODEL = "model name";

	public static Machine current() throws IOException {
		return new Machine(model(), Runtime.getRuntime().availableProcessors());
	}

	private static String model() throws IOException {
		if (!Files.isReadable(LINUX_PROCESSORS)) {
			return System.getProperty("os.arch");
		}
		try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
			return lines.filter((line) -> line.startsWith(LINUX_MODEL))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
	}

	@Override
	public String toString() {
		return "%s, %d processors, %s %s; Java %s (%s), `%s`; Netty %s, reactor-netty %s, Vert.x %s, Spring Integration %s, Spring Boot %s"
			.formatted(this.processor, this.processors, System.getProperty("os.name"), System.getProperty("os.version"),
					Runtime.version(), System.getProperty("java.vendor"), String.join(" ", ServerProcess.JVM_ARGUMENTS),
					version(ServerBootstrap.class), version(TcpServer.class), version(Vertx.class),
					version(TcpInboundGateway.class), SpringBootVersion.getVersion());
	}

	private static String version(Class<?> type) {
		String version = type.getPackage().getImplementationVersion();
		return (version != null) ? version : "?";
	}

}
