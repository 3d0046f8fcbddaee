package io.netpool.benchmarks.compare;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsTests {

	private static final Scenario SCENARIO = Scenario.values()[0];

	private static final Peer BASE = Peer.values()[0];

	private static final Peer OTHER = Peer.values()[1];

	private final Results results = new Results();

	@Test
	void aRatioIsTakenWithinARound() {
		run(BASE, 0, 100);
		run(OTHER, 0, 200);
		run(BASE, 1, 10);
		run(OTHER, 1, 30);
		assertThat(this.results.ratios(SCENARIO, OTHER, BASE)).contains(new Spread(2, 2.5, 3));
	}

	@Test
	void aRoundWithoutTheBaseHasNoRatio() {
		run(BASE, 0, 100);
		run(OTHER, 0, 200);
		run(OTHER, 1, 30);
		assertThat(this.results.ratios(SCENARIO, OTHER, BASE)).contains(new Spread(2, 2, 2));
	}

	@Test
	void theMedianIsTheOneInTheMiddle() {
		run(BASE, 0, 5);
		run(BASE, 1, 1);
		run(BASE, 2, 2);
		assertThat(this.results.figures(SCENARIO, BASE)).contains(new Spread(1, 2, 5));
	}

	private void run(Peer peer, int round, double figure) {
		this.results.add(new Run(SCENARIO, peer, round, figure));
	}

}
