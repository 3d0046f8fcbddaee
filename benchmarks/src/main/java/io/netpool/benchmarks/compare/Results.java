package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * All that was measured. A ratio is one of two measurements of the same round, which were
 * made within a minute or so: what the machine does differently from one round to the
 * next is not in it.
 */
final class Results {

	private final List<Run> runs = new ArrayList<>();

	private final List<Failure> failures = new ArrayList<>();

	void add(Run run) {
		this.runs.add(run);
	}

	void add(Failure failure) {
		this.failures.add(failure);
	}

	List<Failure> failures() {
		return List.copyOf(this.failures);
	}

	boolean hasFailed(Scenario scenario, Peer peer) {
		return this.failures.stream().anyMatch((failure) -> failure.scenario() == scenario && failure.peer() == peer);
	}

	/**
	 * The figures of a server over all rounds.
	 */
	Optional<Spread> figures(Column column, Peer peer) {
		return Spread.of(runs(column.scenario(), peer).stream().flatMapToDouble((run) -> known(column, run)));
	}

	/**
	 * The ratios of a server's figures to those of another.
	 */
	Optional<Spread> ratios(Column column, Peer peer, Peer base) {
		return Spread.of(runs(column.scenario(), peer).stream().flatMapToDouble((run) -> {
			OptionalDouble figure = figure(column, base, run.round());
			return figure.isPresent() ? known(column, run).map((value) -> value / figure.getAsDouble())
					: DoubleStream.empty();
		}));
	}

	/**
	 * The rate of a server in a round, if it was measured.
	 */
	OptionalDouble rate(Scenario scenario, Peer peer, int round) {
		return figure(new Column(scenario, Figure.RATE), peer, round);
	}

	/**
	 * The figures of the times by which messages were sent to a server later than
	 * intended.
	 */
	Optional<Spread> lateness(Column column, Peer peer) {
		return Spread.of(runs(column.scenario(), peer).stream()
			.map((run) -> run.outcome().ofLateness())
			.mapToDouble(column.figure()::of));
	}

	/**
	 * How busy the load generator was with a server.
	 */
	Optional<Spread> busy(Scenario scenario, Peer peer) {
		return Spread.of(runs(scenario, peer).stream().mapToDouble((run) -> run.outcome().busy()));
	}

	private OptionalDouble figure(Column column, Peer peer, int round) {
		return runs(column.scenario(), peer).stream()
			.filter((run) -> run.round() == round)
			.flatMapToDouble((run) -> known(column, run))
			.findFirst();
	}

	/**
	 * The figure of a run, unless it is 0, which is one that could not be measured.
	 */
	private static DoubleStream known(Column column, Run run) {
		return DoubleStream.of(column.figure().of(run.outcome())).filter((value) -> value > 0);
	}

	private List<Run> runs(Scenario scenario, Peer peer) {
		return this.runs.stream().filter((run) -> run.scenario() == scenario && run.peer() == peer).toList();
	}

	/**
	 * A measurement that does not count.
	 *
	 * @param scenario what was to be measured
	 * @param peer of which server
	 * @param round in which round
	 * @param why what went wrong
	 */
	record Failure(Scenario scenario, Peer peer, int round, String why) {

	}

}
