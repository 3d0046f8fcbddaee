package io.netpool.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redis' own load generator. It runs where this process runs, and ends at the first reply
 * that is an error; that others are right, it does not verify.
 */
final class RedisBenchmark {

	static final String PROGRAM = "redis-benchmark";

	private static final String SECONDS = "120";

	/**
	 * The name of the test and its rate.
	 */
	private static final Pattern RESULT = Pattern.compile("\"[A-Z]+\",\"([0-9.]+)\".*");

	private RedisBenchmark() {
	}

	/**
	 * Put a server under load.
	 * @return its rate of commands per second
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
	 * Find the rate in what it printed.
	 * @throws IOException if there is none
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
