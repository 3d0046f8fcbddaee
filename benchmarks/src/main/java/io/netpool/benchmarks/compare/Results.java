package io.netpool.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Results of all rounds. A ratio is taken between two measurements of one round, made
 * within about a minute, so that it excludes changes of the machine between rounds.
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
	 * Returns a server's figures over all rounds, empty if there are none.
	 */
	Optional<Spread> figures(Column column, Peer peer) {
		return Spread.of(runs(column.scenario(), peer).stream().flatMapToDouble((run) -> known(column, run)));
	}

	/**
	 * Returns the ratios of a server's figures to those of another in the same rounds.
	 */
	Optional<Spread> ratios(Column column, Peer peer, Peer base) {
		return Spread.of(runs(column.scenario(), peer).stream().flatMapToDouble((run) -> {
			OptionalDouble figure = figure(column, base, run.round());
			return figure.isPresent() ? known(column, run).map((value) -> value / figure.getAsDouble())
					: DoubleStream.empty();
		}));
	}

	/**
	 * Returns the rate of a server in a round, empty if it was not measured.
	 */
	OptionalDouble rate(Scenario scenario, Peer peer, int round) {
		return figure(new Column(scenario, Figure.RATE), peer, round);
	}

	/**
	 * Returns a figure of the lateness, in µs, with which messages were sent to a server.
	 */
	Optional<Spread> lateness(Column column, Peer peer) {
		return Spread.of(runs(column.scenario(), peer).stream()
			.map((run) -> run.outcome().ofLateness())
			.mapToDouble(column.figure()::of));
	}

	/**
	 * Returns how busy the load generator was with a server, from 0 to 1.
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
	 * Returns the figure of a run, empty if it is 0, which means not measured.
	 */
	private static DoubleStream known(Column column, Run run) {
		return DoubleStream.of(column.figure().of(run.outcome())).filter((value) -> value > 0);
	}

	private List<Run> runs(Scenario scenario, Peer peer) {
		return this.runs.stream().filter((run) -> run.scenario() == scenario && run.peer() == peer).toList();
	}

	/**
	 * Failed measurement, which has no outcome.
	 *
	 * @param scenario the scenario
	 * @param peer the server
	 * @param round the round, from 0
	 * @param why the cause
	 */
	record Failure(Scenario scenario, Peer peer, int round, String why) {

	}

}
