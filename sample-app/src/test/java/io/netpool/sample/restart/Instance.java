package io.netpool.sample.restart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An {@link AnsweringServer} in a process of its own, which can be restarted.
 */
final class Instance implements AutoCloseable {

	static final String FAREWELL = "BYE";

	/**
	 * What a JVM exits with when SIGTERM has ended it.
	 */
	private static final int TERMINATED = 128 + 15;

	private final int port;

	private final Path log;

	private final List<String> settings;

	private Process process;

	Instance(int port, Path log, String... settings) throws IOException {
		this.port = port;
		this.log = log;
		this.settings = List.of(settings);
		this.process = launch();
	}

	private Process launch() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				AnsweringServer.class.getName(), "--netpool.tcp.address=127.0.0.1", "--netpool.tcp.port=" + this.port,
				"--netpool.tcp.acceptors=2000", "--netpool.tcp.framing.mode=line",
				"--netpool.tcp.shutdown-message=" + FAREWELL);
		builder.command().addAll(this.settings);
		return builder.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
			.start();
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	void awaitServing() {
		Awaitility.await()
			.atMost(60, TimeUnit.SECONDS)
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> Question.of(this.port).equals(AnsweringServer.answer(Question.TEXT, pid())));
	}

	/**
	 * SIGTERM, and when that has ended it, another one on the same port.
	 */
	void restart() throws IOException, InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(40, TimeUnit.SECONDS)).as("ended").isTrue();
		assertThat(this.process.exitValue()).isEqualTo(TERMINATED);
		this.process = launch();
		awaitServing();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
