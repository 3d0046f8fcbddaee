package io.netpool.benchmarks.compare;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsTests {

	private final Results results = new Results();

	@Test
	void aRatioIsTakenWithinARound() {
		// the machine was twice as fast in the second round
		add(Peer.NETTY, 0, 100);
		add(Peer.NETPOOL_EVENT_LOOP, 0, 150);
		add(Peer.NETTY, 1, 200);
		add(Peer.NETPOOL_EVENT_LOOP, 1, 300);
		assertThat(this.results.ratios(Scenario.ECHO, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY))
			.contains(new Spread(1.5, 1.5, 1.5));
	}

	@Test
	void aRoundWithoutTheBaseHasNoRatio() {
		add(Peer.NETTY, 0, 100);
		add(Peer.NETPOOL_EVENT_LOOP, 0, 200);
		add(Peer.NETPOOL_EVENT_LOOP, 1, 1000);
		assertThat(this.results.ratios(Scenario.ECHO, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY))
			.contains(new Spread(2, 2, 2));
	}

	@Test
	void scenariosAreKeptApart() {
		add(Peer.NETTY, 0, 100);
		this.results.add(new Run(Scenario.LARGE, Peer.NETPOOL_EVENT_LOOP, 0, 1, 0));
		assertThat(this.results.ratios(Scenario.ECHO, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY)).isEmpty();
		assertThat(this.results.ratios(Scenario.LARGE, Peer.NETPOOL_EVENT_LOOP, Peer.NETTY)).isEmpty();
	}

	@Test
	void theMedianIsTheOneInTheMiddleOrBetweenTheTwo() {
		add(Peer.NETTY, 0, 30);
		add(Peer.NETTY, 1, 10);
		assertThat(this.results.figures(Scenario.ECHO, Peer.NETTY)).contains(new Spread(10, 20, 30));
		add(Peer.NETTY, 2, 11);
		assertThat(this.results.figures(Scenario.ECHO, Peer.NETTY)).contains(new Spread(10, 11, 30));
	}

	private void add(Peer peer, int round, double figure) {
		this.results.add(new Run(Scenario.ECHO, peer, round, figure, 0));
	}

}
