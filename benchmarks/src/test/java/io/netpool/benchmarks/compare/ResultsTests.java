package io.netpool.benchmarks.compare;

import io.netpool.benchmarks.compare.load.Outcome;
import io.netpool.benchmarks.compare.load.Percentiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsTests {

	private static final Column ECHO = new Column(Scenario.ECHO, Figure.RATE);

	private final Results results = new Results();

	@Test
	void aRatioIsTakenWithinARound() {
		// the machine was twice as fast in the second round
		add(Peer.NETTY, 0, 100);
		add(Peer.NETPOOL_EVENT_LOOP, 0, 150);
		add(Peer.NETTY, 1, 200);
		add(Peer.NETPOOL_EVENT_LOOP, 1, 300);
		assertThat(this.results.ratios(ECHO, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY)).contains(new Spread(1.5, 1.5, 1.5));
	}

	@Test
	void aRoundWithoutTheBaseHasNoRatio() {
		add(Peer.NETTY, 0, 100);
		add(Peer.NETPOOL_EVENT_LOOP, 0, 200);
		add(Peer.NETPOOL_EVENT_LOOP, 1, 1000);
		assertThat(this.results.ratios(ECHO, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY)).contains(new Spread(2, 2, 2));
	}

	@Test
	void scenariosAreKeptApart() {
		add(Peer.NETTY, 0, 100);
		this.results.add(run(Scenario.LARGE, Peer.NETPOOL_EVENT_LOOP, 0, 1));
		assertThat(this.results.ratios(ECHO, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY)).isEmpty();
		assertThat(this.results.ratios(new Column(Scenario.LARGE, Figure.RATE), Peer.NETPOOL_EVENT_LOOP, Peer.NETTY))
			.isEmpty();
	}

	@Test
	void theMedianIsTheOneInTheMiddleOrBetweenTheTwo() {
		add(Peer.NETTY, 0, 30);
		add(Peer.NETTY, 1, 10);
		assertThat(this.results.figures(ECHO, Peer.NETTY)).contains(new Spread(10, 20, 30));
		add(Peer.NETTY, 2, 11);
		assertThat(this.results.figures(ECHO, Peer.NETTY)).contains(new Spread(10, 11, 30));
	}

	private void add(Peer peer, int round, double figure) {
		this.results.add(run(Scenario.ECHO, peer, round, figure));
	}

	private static Run run(Scenario scenario, Peer peer, int round, double figure) {
		return new Run(scenario, peer, round, new Outcome(figure, Percentiles.NONE, Percentiles.NONE, 0, 0));
	}

}
