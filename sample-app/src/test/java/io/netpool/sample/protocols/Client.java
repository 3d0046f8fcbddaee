package io.netpool.sample.protocols;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client program of the system. Where it is not installed, its tests are skipped and
 * say so.
 */
public final class Client {

	private final List<String> command = new ArrayList<>();

	private Client(String program) {
		Optional<Path> found = find(program);
		Assumptions.assumeTrue(found.isPresent(), () -> program + " is not installed");
		found.ifPresent((path) -> this.command.add(path.toString()));
	}

	public static Client of(String program) {
		return new Client(program);
	}

	public Client with(Object... arguments) {
		Stream.of(arguments).map(String::valueOf).forEach(this.command::add);
		return this;
	}

	/**
	 * Run it to its end.
	 * @return what it printed
	 */
	public String run() throws IOException, InterruptedException {
		Process process = start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	public Process start() throws IOException {
		return new ProcessBuilder(this.command).redirectErrorStream(true).start();
	}

	/**
	 * Where it is. What serves others is where only an administrator's shell looks.
	 */
	private static Optional<Path> find(String program) {
		return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
