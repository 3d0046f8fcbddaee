package io.netpool.sample.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM of its own in which the sample runs, or what has to run before.
 */
public final class SampleProcess implements AutoCloseable {

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
	public SampleProcess(Path log, String... arguments) throws IOException {
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
		try (Socket socket = join(awaitPort(1))) {
			assertThat(socket.isConnected()).isTrue();
		}
	}

	/**
	 * Be a client that has a name.
	 * @return the connection, on which everything was read
	 */
	static Socket join(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(10_000);
		InputStream in = socket.getInputStream();
		assertThat(readLine(in)).isEqualTo("Welcome. What is your name?");
		socket.getOutputStream().write("ann\n".getBytes(StandardCharsets.UTF_8));
		assertThat(readLine(in)).isEqualTo("* ann joined");
		assertThat(readLine(in)).isEqualTo("Say something, or /who, or /quit.");
		return socket;
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
			line.append((char) next);
		}
		return line.toString();
	}

	/**
	 * Wait until it listens for the first time, or the second, and so on.
	 * @return the port
	 */
	int awaitPort(int time) {
		List<Integer> ports = Awaitility.await()
			.atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
			.until(this::ports, (told) -> told.size() >= time);
		return ports.get(time - 1);
	}

	private List<Integer> ports() {
		return LISTENS.matcher(output()).results().map((listens) -> Integer.valueOf(listens.group(1))).toList();
	}

	public long pid() {
		return this.process.pid();
	}

	/**
	 * How many instances of a class it has, after its garbage was collected.
	 */
	public long count(String type) throws IOException, InterruptedException {
		return Pattern.compile(":\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "\\s")
			.matcher(ask("GC.class_histogram"))
			.results()
			.mapToLong((row) -> Long.parseLong(row.group(1)))
			.sum();
	}

	/**
	 * How many threads it has whose names begin so.
	 */
	long threads(String name) throws IOException, InterruptedException {
		return ask("Thread.print").lines().filter((line) -> line.startsWith("\"" + name)).count();
	}

	/**
	 * What its JVM answers to a command of {@code jcmd}.
	 */
	public String ask(String command) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(this.process.pid()), command)
			.start();
		String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(jcmd.waitFor()).isZero();
		return answer;
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
	public void stops() throws InterruptedException {
		this.process.destroy();
		assertThat(exit()).isEqualTo(TERMINATED);
	}

	private int exit() throws InterruptedException {
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
		return this.process.exitValue();
	}

	public String output() {
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
