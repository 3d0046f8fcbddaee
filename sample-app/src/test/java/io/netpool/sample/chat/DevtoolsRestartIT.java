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

import io.netpool.tcp.server.NettyAcceptorPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

	@TempDir
	private Path directory;

	@Test
	void eachRestartEndsTheConnectionsAndServesAnew() throws Exception {
		Path classes = this.directory.resolve("classes");
		FileSystemUtils.copyRecursively(CLASSES, classes);
		try (SampleProcess sample = new SampleProcess(this.directory.resolve("log"), "-cp", classPath(classes),
				"-Dspring.devtools.restart.poll-interval=200ms", "-Dspring.devtools.restart.quiet-period=100ms",
				ChatApplication.class.getName())) {
			for (int time = 1; time <= 3; time++) {
				try (Socket client = SampleProcess.join(sample.awaitPort(time))) {
					change(classes.resolve(ChatApplication.class.getName().replace('.', '/') + ".class"), time);
					assertThat(client.getInputStream().read()).as("the end of the stream").isEqualTo(-1);
				}
			}
			SampleProcess.join(sample.awaitPort(4)).close();
			assertThat(sample.count(NettyAcceptorPool.class)).as("pools that are not forgotten").isOne();
			sample.stops();
		}
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
