package io.netpool.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redis' own load generator. It runs on the processor of this process and exits at the
 * first error reply; it does not verify other replies.
 */
final class RedisBenchmark {

	static final String PROGRAM = "redis-benchmark";

	private static final String SECONDS = "120";

	/**
	 * Name of the test and its rate.
	 */
	private static final Pattern RESULT = Pattern.compile("\"[A-Z]+\",\"([0-9.]+)\".*");

	private RedisBenchmark() {
	}

	/**
	 * Runs the load generator for at most 120 s against a server on the loopback address.
	 * @return the commands per second
	 */
	static double run(int port, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of("timeout", SECONDS, PROGRAM, "-h", "127.0.0.1", "-p", String.valueOf(port), "--csv"));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			return rate(output.lines().toList());
		}
		finally {
			process.destroy();
		}
	}

	/**
	 * Parses the rate from the output.
	 * @throws IOException if the output has no rate
	 */
	static double rate(List<String> output) throws IOException {
		return output.stream()
			.map(RESULT::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> Double.valueOf(matcher.group(1)))
			.findFirst()
			.orElseThrow(() -> new IOException(PROGRAM + " measured nothing: " + String.join("; ", output)));
	}

}
