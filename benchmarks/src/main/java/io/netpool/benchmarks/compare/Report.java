package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tables of a comparison.
 *
 * @param options the options of the comparison
 * @param results the results of the comparison
 */
record Report(Options options, Results results) {

	/**
	 * Returns the tables in Markdown, followed by the failures.
	 */
	@Override
	public String toString() {
		List<List<String>> parts = new ArrayList<>();
		List<Scenario> closed = scenarios(false);
		if (!closed.isEmpty()) {
			parts.add(new RatioTable(this.options, closed, this.results).lines());
		}
		List<Scenario> open = scenarios(true);
		if (!open.isEmpty()) {
			parts.add(new LatencyTable(this.options, open, this.results).lines());
		}
		if (!this.results.failures().isEmpty()) {
			parts.add(this.results.failures().stream().map(Report::line).toList());
		}
		return parts.stream().map((part) -> String.join("\n", part)).collect(Collectors.joining("\n\n", "", "\n"));
	}

	private List<Scenario> scenarios(boolean open) {
		return this.options.scenarios().stream().filter((scenario) -> scenario.isOpen() == open).toList();
	}

	private static String line(Results.Failure failure) {
		return "- " + failure.peer().title() + ", " + failure.scenario().title() + ", round " + (failure.round() + 1)
				+ ": " + failure.why();
	}

}
