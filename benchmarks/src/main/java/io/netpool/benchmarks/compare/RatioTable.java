package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Table of ratios to {@link Peer#NETTY}.
 *
 * @param options the options of the comparison
 * @param scenarios the scenarios that have columns in the table
 * @param results the results of the comparison
 */
record RatioTable(Options options, List<Scenario> scenarios, Results results) {

	private static final Peer BASE = Peer.NETTY;

	List<String> lines() {
		List<Column> columns = this.scenarios.stream().flatMap((scenario) -> scenario.columns().stream()).toList();
		List<String> lines = new ArrayList<>();
		lines.add(Cells.row("ratio to " + BASE.title(), columns.stream().map(Column::title).toList()));
		lines.add(Cells.rule(columns.size()));
		for (Peer peer : this.options.peers()) {
			lines.add(Cells.row(peer.title(), columns.stream().map((column) -> cell(column, peer)).toList()));
		}
		lines.add(Cells.row("share of its time that the load generator was busy, at most",
				columns.stream().map((column) -> busy(column.scenario())).toList()));
		return lines;
	}

	private String cell(Column column, Peer peer) {
		if (this.results.hasFailed(column.scenario(), peer)) {
			return "failed";
		}
		if (peer == BASE) {
			return this.results.figures(column, peer)
				.map((figures) -> "1 = " + Cells.absolute(figures.median()) + column.figure().unit())
				.orElse("");
		}
		return this.results.ratios(column, peer, BASE)
			.map((ratios) -> Cells.ratio(ratios, this.options.rounds()))
			.orElse("");
	}

	/**
	 * Formats the maximum over all servers but {@link Peer#BYTES}, which is to saturate
	 * the load generator. If it is close to 1, the generator limited the fastest of them.
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

}
