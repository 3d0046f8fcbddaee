package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.netpool.benchmarks.compare.load.Outcome;

/**
 * Results of {@code redis-benchmark} and their table.
 */
final class RespResults {

	private static final RespPeer BASE = RespPeer.REDIS;

	private final Map<Key, List<Outcome>> outcomes = new LinkedHashMap<>();

	private final Map<Key, String> failures = new LinkedHashMap<>();

	/**
	 * Adds the outcome of the next round.
	 */
	void add(RespPeer peer, RespWorkload workload, Outcome outcome) {
		this.outcomes.computeIfAbsent(new Key(peer, workload), (key) -> new ArrayList<>()).add(outcome);
	}

	void addFailure(RespPeer peer, RespWorkload workload, String why) {
		this.failures.put(new Key(peer, workload), why);
	}

	/**
	 * Returns whether a server of this project failed.
	 */
	boolean hasFailed() {
		return this.failures.keySet().stream().anyMatch((key) -> key.peer() != BASE);
	}

	/**
	 * Returns the table in Markdown, followed by the failures.
	 */
	List<String> lines(List<RespPeer> peers, int rounds) {
		List<RespWorkload> workloads = List.of(RespWorkload.values());
		List<String> titles = new ArrayList<>();
		for (RespWorkload workload : workloads) {
			titles.add(workload.title());
			titles.add(workload.title() + ", " + Figure.SERVER_TIME.title());
		}
		List<String> lines = new ArrayList<>();
		lines.add(Cells.row("RESP, 50 connections, ratio to " + BASE.title(), titles));
		lines.add(Cells.rule(titles.size()));
		for (RespPeer peer : peers) {
			lines.add(Cells.row(peer.title(),
					workloads.stream()
						.flatMap((workload) -> cells(new Key(peer, workload), rounds).stream())
						.toList()));
		}
		if (!this.failures.isEmpty()) {
			lines.add("");
			this.failures.forEach((key, why) -> lines.add("- " + key + ": " + why));
		}
		return lines;
	}

	private List<String> cells(Key key, int rounds) {
		return Arrays.asList(cell(key, Figure.RATE, rounds), cell(key, Figure.SERVER_TIME, rounds));
	}

	private String cell(Key key, Figure figure, int rounds) {
		if (this.failures.containsKey(key)) {
			return "failed";
		}
		double[] figures = figures(key, figure);
		if (key.peer() == BASE) {
			return Spread.of(Arrays.stream(figures))
				.map((spread) -> "1 = " + Cells.absolute(spread.median()) + figure.unit())
				.orElse("");
		}
		Key baseKey = new Key(BASE, key.workload());
		if (this.failures.containsKey(baseKey)) {
			return "";
		}
		double[] base = figures(baseKey, figure);
		return Spread
			.of(IntStream.range(0, Math.min(figures.length, base.length))
				.filter((round) -> base[round] > 0)
				.mapToDouble((round) -> figures[round] / base[round]))
			.map((spread) -> Cells.ratio(spread, rounds))
			.orElse("");
	}

	private double[] figures(Key key, Figure figure) {
		return this.outcomes.getOrDefault(key, List.of()).stream().mapToDouble(figure::of).toArray();
	}

	private record Key(RespPeer peer, RespWorkload workload) {

		@Override
		public String toString() {
			return this.peer.title() + ", " + this.workload.title();
		}

	}

}
