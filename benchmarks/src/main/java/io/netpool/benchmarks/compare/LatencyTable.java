package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Table of reply times at a constant rate, which is a share of each server's own maximum:
 * medians over the rounds, and ratios to {@link Peer#NETTY}.
 *
 * @param options the options of the comparison
 * @param scenarios the scenarios that have columns in the table
 * @param results the results of the comparison
 */
record LatencyTable(Options options, List<Scenario> scenarios, Results results) {

	private static final Peer BASE = Peer.NETTY;

	private static final Column MAXIMUM = new Column(Scenario.ECHO, Figure.RATE);

	List<String> lines() {
		List<Column> columns = this.scenarios.stream().flatMap((scenario) -> scenario.columns().stream()).toList();
		List<String> lines = new ArrayList<>();
		lines.add(Cells.row(MAXIMUM.scenario().title() + " and at a constant rate: median, ratio to " + BASE.title(),
				Stream.concat(Stream.of("maximum"), columns.stream().map(Column::title)).toList()));
		lines.add(Cells.rule(1 + columns.size()));
		for (Peer peer : this.options.peers()) {
			lines.add(Cells.row(peer.title(),
					Stream.concat(Stream.of(MAXIMUM), columns.stream()).map((column) -> cell(column, peer)).toList()));
		}
		lines.add(Cells.row("how late the load generator sent, at most",
				Stream.concat(Stream.of(""), columns.stream().map(this::lateness)).toList()));
		return lines;
	}

	private String cell(Column column, Peer peer) {
		if (this.results.hasFailed(column.scenario(), peer)) {
			return "failed";
		}
		return this.results.figures(column, peer)
			.map((figures) -> Cells.absolute(figures.median()) + column.figure().unit() + ratio(column, peer))
			.orElse("");
	}

	private String ratio(Column column, Peer peer) {
		if (peer == BASE || column.equals(MAXIMUM)) {
			return "";
		}
		return this.results.ratios(column, peer, BASE)
			.map((ratios) -> ", " + Cells.ratio(ratios, this.options.rounds()))
			.orElse("");
	}

	/**
	 * Formats the maximum lateness over all servers. It is part of the reply times: where
	 * it dominates them, they are not the server's.
	 */
	private String lateness(Column column) {
		return this.options.peers()
			.stream()
			.flatMap((peer) -> this.results.lateness(column, peer).stream())
			.map(Spread::median)
			.max(Double::compare)
			.map((micros) -> Cells.absolute(micros) + column.figure().unit())
			.orElse("");
	}

}
