package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of ratios.
 *
 * @param options what was measured
 * @param results what came of it
 */
record Report(Options options, Results results) {

	private static final Peer BASE = Peer.NETTY;

	/**
	 * The table, in Markdown, and below it what has failed.
	 */
	@Override
	public String toString() {
		Set<Scenario> scenarios = this.options.scenarios();
		List<String> lines = new ArrayList<>();
		lines.add(row("ratio to " + BASE.title(), scenarios.stream().map(Scenario::title).toList()));
		lines.add("|---|" + "--:|".repeat(scenarios.size()));
		for (Peer peer : this.options.peers()) {
			lines.add(row(peer.title(), scenarios.stream().map((scenario) -> cell(scenario, peer)).toList()));
		}
		lines.add(row("part of its time that the load generator ran, at most",
				scenarios.stream().map(this::busy).toList()));
		if (!this.results.failures().isEmpty()) {
			lines.add("");
			this.results.failures().forEach((failure) -> lines.add(line(failure)));
		}
		return lines.stream().collect(Collectors.joining("\n", "", "\n"));
	}

	private static String row(String title, List<String> cells) {
		return "| " + title + " | " + String.join(" | ", cells) + " |";
	}

	private String cell(Scenario scenario, Peer peer) {
		if (this.results.hasFailed(scenario, peer)) {
			return "failed";
		}
		if (peer == BASE) {
			return this.results.figures(scenario, peer)
				.map((figures) -> "1 = " + absolute(figures.median()) + scenario.unit())
				.orElse("");
		}
		return this.results.ratios(scenario, peer, BASE).map(this::ratio).orElse("");
	}

	/**
	 * Of those whose ratio says something: where it is close to 1, the generator was what
	 * limited the fastest of them.
	 */
	private String busy(Scenario scenario) {
		return this.options.peers()
			.stream()
			.filter((peer) -> peer != Peer.BYTES)
			.flatMap((peer) -> this.results.busy(scenario, peer).stream())
			.map(Spread::median)
			.max(Double::compare)
			.map((busy) -> String.format(Locale.ROOT, "%.2f", busy))
			.orElse("");
	}

	/**
	 * Three digits: more would be noise.
	 */
	private static String absolute(double figure) {
		if (figure < 1000) {
			return String.format(Locale.ROOT, "%.1f", figure);
		}
		double unit = Math.pow(10, Math.floor(Math.log10(figure)) - 2);
		return String.format(Locale.ROOT, "%,d", Math.round(figure / unit) * Math.round(unit)).replace(',', ' ');
	}

	private String ratio(Spread spread) {
		String median = String.format(Locale.ROOT, "**%.2f**", spread.median());
		return (this.options.rounds() == 1) ? median
				: median + String.format(Locale.ROOT, " %.2f..%.2f", spread.least(), spread.greatest());
	}

	private static String line(Results.Failure failure) {
		return "- " + failure.peer().title() + ", " + failure.scenario().title() + ", round " + (failure.round() + 1)
				+ ": " + failure.why();
	}

}
