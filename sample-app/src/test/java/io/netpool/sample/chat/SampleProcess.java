package io.netpool.sample.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM of its own in which the sample runs, or what has to run before.
 */
final class SampleProcess implements AutoCloseable {

	/**
	 * What a JVM exits with when SIGTERM has ended it.
	 */
	private static final int TERMINATED = 128 + 15;

	private static final int PATIENCE_SECONDS = 60;

	private static final Pattern LISTENS = Pattern.compile("Pool 'default' listens on \\[.*:(\\d+)]");

	private final Path log;

	private final Process process;

	/**
	 * Start it, on any free ports.
	 * @param log where its output goes
	 * @param arguments of the JVM and of the sample
	 */
	SampleProcess(Path log, String... arguments) throws IOException {
		this.log = log;
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("NETPOOL_TCP_PORT", "0");
		builder.environment().put("SERVER_PORT", "0");
		this.process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	/**
	 * Wait until it listens, and be a client.
	 */
	void chats() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), awaitPort())) {
			socket.setSoTimeout(10_000);
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			assertThat(lines.readLine()).isEqualTo("Welcome. What is your name?");
			socket.getOutputStream().write("ann\n".getBytes(StandardCharsets.UTF_8));
			assertThat(lines.readLine()).isEqualTo("* ann joined");
		}
	}

	private int awaitPort() {
		Matcher listens = Awaitility.await()
			.atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
			.until(() -> LISTENS.matcher(Files.readString(this.log)), Matcher::find);
		return Integer.parseInt(listens.group(1));
	}

	/**
	 * It ends by itself, and well.
	 */
	void endsWell() throws InterruptedException {
		assertThat(exit()).as(this::output).isZero();
	}

	/**
	 * SIGTERM ends it.
	 */
	void stops() throws InterruptedException {
		this.process.destroy();
		assertThat(exit()).isEqualTo(TERMINATED);
	}

	private int exit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
		return this.process.exitValue();
	}

	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
