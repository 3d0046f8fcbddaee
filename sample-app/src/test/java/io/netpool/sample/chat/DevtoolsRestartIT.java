package io.netpool.sample.chat;

import java.io.File;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.sample.restart.FreePort;
import io.netpool.tcp.server.NettyAcceptorPool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample with Spring Boot's devtools, whose classes change while it runs.
 */
class DevtoolsRestartIT {

	private static final Path CLASSES = Path.of("target", "classes");

	/**
	 * Where the build puts the jar of devtools: it is in no other class path.
	 */
	private static final Path DEVTOOLS = Path.of("target", "devtools", "spring-boot-devtools.jar");

	private static final String RESTART_CLASS_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	@TempDir
	private Path directory;

	@Test
	void eachRestartEndsTheConnectionsServesOnTheSamePortAndLeavesNothingBehind() throws Exception {
		Path classes = this.directory.resolve("classes");
		FileSystemUtils.copyRecursively(CLASSES, classes);
		int port = FreePort.find();
		try (SampleProcess sample = new SampleProcess(this.directory.resolve("log"), "-XX:SoftRefLRUPolicyMSPerMB=0",
				"-cp", classPath(classes), "-Dspring.devtools.restart.poll-interval=200ms",
				"-Dspring.devtools.restart.quiet-period=100ms", ChatApplication.class.getName(),
				"--netpool.tcp.port=" + port, "--netpool.tcp.io.threads=1")) {
			for (int time = 1; time <= 3; time++) {
				assertThat(sample.awaitPort(time)).isEqualTo(port);
				try (Socket client = SampleProcess.join(port)) {
					change(classes.resolve(ChatApplication.class.getName().replace('.', '/') + ".class"), time);
					assertThat(client.getInputStream().read()).as("the end of the stream").isEqualTo(-1);
				}
			}
			assertThat(sample.awaitPort(4)).isEqualTo(port);
			SampleProcess.join(port).close();
			Awaitility.await().untilAsserted(() -> assertThatOldOnesAreForgotten(sample));
			assertThat(sample.threads("netpool-default-io-")).as("I/O threads").isOne();
			assertThat(sample.threads("netpool-default-watch")).as("watches").isOne();
			sample.stops();
		}
	}

	/**
	 * Of class loaders, the first is kept by the thread of Spring Boot's shutdown hook.
	 */
	private static void assertThatOldOnesAreForgotten(SampleProcess sample) throws Exception {
		assertThat(sample.count(NettyAcceptorPool.class.getName())).as("pools").isOne();
		assertThat(sample.count(AnnotationConfigServletWebServerApplicationContext.class.getName())).as("contexts")
			.isOne();
		assertThat(sample.count(RESTART_CLASS_LOADER)).as("class loaders").isLessThanOrEqualTo(2);
	}

	/**
	 * Devtools compare times and sizes.
	 */
	private static void change(Path file, int time) throws Exception {
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(time)));
	}

	/**
	 * That of this test, with other classes of the sample, without the tests, and with
	 * devtools.
	 */
	private static String classPath(Path classes) {
		Stream<String> others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).startsWith(Path.of("target").toAbsolutePath()));
		return Stream.concat(Stream.of(classes.toString(), DEVTOOLS.toString()), others)
			.collect(Collectors.joining(File.pathSeparator));
	}

}
