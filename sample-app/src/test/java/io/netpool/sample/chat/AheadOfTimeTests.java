package io.netpool.sample.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample in a process of its own, with what the profile {@code aot} has found out of
 * its beans when it was built.
 */
class AheadOfTimeTests {

	private static final Pattern LISTENS = Pattern.compile("Pool 'default' listens on \\[.*:(\\d+)]");

	/**
	 * What a JVM exits with when SIGTERM has ended it.
	 */
	private static final int TERMINATED = 128 + 15;

	@TempDir
	private Path directory;

	@Test
	void itWelcomesAnswersAndStops() throws Exception {
		Assumptions.assumeTrue(ClassUtils.isPresent(ChatApplication.class.getName() + "__ApplicationContextInitializer",
				getClass().getClassLoader()), "the profile 'aot' is not active");
		Path log = this.directory.resolve("log");
		Process process = launch(log);
		try {
			assertThatItChats(awaitPort(log));
			assertThat(log).content().contains("Starting AOT-processed ChatApplication");
			process.destroy();
			assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(process.exitValue()).isEqualTo(TERMINATED);
		}
		finally {
			process.destroyForcibly().onExit().join();
		}
	}

	private static Process launch(Path log) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=true", "-cp", System.getProperty("java.class.path"),
				ChatApplication.class.getName(), "--netpool.tcp.port=0", "--server.port=0")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
	}

	private static int awaitPort(Path log) {
		Matcher listens = Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.until(() -> LISTENS.matcher(Files.readString(log)), Matcher::find);
		return Integer.parseInt(listens.group(1));
	}

	private static void assertThatItChats(int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(10_000);
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			assertThat(lines.readLine()).isEqualTo("Welcome. What is your name?");
			socket.getOutputStream().write("ann\n".getBytes(StandardCharsets.UTF_8));
			assertThat(lines.readLine()).isEqualTo("* ann joined");
		}
	}

}
