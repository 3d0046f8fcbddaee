package io.netpool.benchmarks.compare;

import java.io.IOException;
import java.util.List;

/**
 * Compares netpool with its peers on this machine, and prints the tables.
 *
 * @since 0.1.0
 */
public final class Comparison {

	private Comparison() {
	}

	/**
	 * Run the comparison. It ends with an error if one of those servers did not answer as
	 * it has to for which this project answers; that another fails is a result.
	 * @param args what {@code Options} takes
	 * @throws IOException if a server can't be started
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
		RespComparison resp = new RespComparison(options, pinning);
		List<String> respLines = resp.run();
		System.out.println(machine + ".");
		System.out.printf("Rounds: %d, with fresh servers each; %d s for each figure, after %d s to warm up; %s. "
				+ "A ratio is taken within a round; of several rounds, it is the median, with the least and the greatest.%n",
				options.rounds(), options.timing().measured().toSeconds(), options.timing().warmUp().toSeconds(),
				pinning);
		System.out.println(command(args));
		System.out.println();
		System.out.print(new Report(options, results));
		boolean failed = results.failures().stream().map(Results.Failure::peer).anyMatch(Peer::isOurs);
		if (!respLines.isEmpty()) {
			System.out.println();
			respLines.forEach(System.out::println);
		}
		System.exit((failed || resp.hasFailed()) ? 1 : 0);
	}

	/**
	 * What was typed: Maven's script leaves that to the processes that it starts.
	 */
	private static String command(String... args) {
		String maven = System.getenv("MAVEN_CMD_LINE_ARGS");
		return "`"
				+ ((maven != null) ? "mvn " + maven.strip() : Comparison.class.getName() + " " + String.join(" ", args))
				+ "`";
	}

}
