package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.util.List;

/**
 * Compares netpool with other servers on this machine and prints the tables.
 *
 * @since 0.1.0
 */
public final class Comparison {

	private Comparison() {
	}

	/**
	 * Runs the comparison and exits. The status is 1 if a server for whose replies this
	 * project is responsible failed; failures of other servers are results.
	 * @param args the {@code name=value} arguments that {@code Options} parses
	 * @throws IOException if a server cannot be started
	 */
	public static void main(String[] args) throws IOException {
		Options options = Options.parse(args).on(Runtime.version().feature());
		Machine machine = Machine.current();
		Pinning pinning = Pinning.ofThisProcess();
		Results results = new Results();
		for (int number = 0; number < options.rounds(); number++) {
			try (Round round = new Round(number, options, pinning, results)) {
				round.run();
			}
		}
		System.out.println(machine + ".");
		System.out.printf("Rounds: %d, with fresh servers each; %d s for each figure, after %d s to warm up; %s. "
				+ "A ratio is taken within a round; of several rounds, it is the median, with the least and the greatest.%n",
				options.rounds(), options.timing().measured().toSeconds(), options.timing().warmUp().toSeconds(),
				pinning);
		System.out.println(command(args));
		System.out.println();
		System.out.print(new Report(options, results));
		boolean failed = results.failures().stream().map(Results.Failure::peer).anyMatch(Peer::isOurs);
		RespComparison resp = new RespComparison(options, pinning);
		List<String> respLines = resp.run();
		if (!respLines.isEmpty()) {
			System.out.println();
			respLines.forEach(System.out::println);
		}
		System.exit((failed || resp.hasFailed()) ? 1 : 0);
	}

	/**
	 * Returns the command as entered. Maven's script passes its arguments to its child
	 * processes in {@code MAVEN_CMD_LINE_ARGS}.
	 */
	private static String command(String... args) {
		String maven = System.getenv("MAVEN_CMD_LINE_ARGS");
		return "`"
				+ ((maven != null) ? "mvn " + maven.strip() : Comparison.class.getName() + " " + String.join(" ", args))
				+ "`";
	}

}
