package io.netpool.benchmarks.compare;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private final Results results = new Results();

	@Test
	void eachServerHasARowAndEachScenarioAColumn() {
		add(Peer.NETTY, 0, 123_456, 0.5);
		add(Peer.NETPOOL_EVENT_LOOP, 0, 185_184, 0.75);
		add(Peer.BYTES, 0, 246_912, 1);
		assertThat(report(1)).isEqualTo("""
				| ratio to Netty, its codecs, on the event loop | 64 B, 50 connections, 1 in flight |
				|---|--:|
				| Netty, its codecs, on the event loop | 1 = 123 000/s |
				| netpool, on the event loop | **1.50** |
				| bytes without framing: about the most that this load generator can see | **2.00** |
				| part of its time that the load generator ran, at most | 0.75 |
				""");
	}

	@Test
	void severalRoundsHaveALeastAndAGreatest() {
		double[] ratios = { 1.25, 3, 2 };
		for (int round = 0; round < ratios.length; round++) {
			add(Peer.NETTY, round, 100, 0);
			add(Peer.NETPOOL_EVENT_LOOP, round, 100 * ratios[round], 0);
		}
		assertThat(report(3)).contains("| netpool, on the event loop | **2.00** 1.25..3.00 |");
	}

	@Test
	void whatHasFailedInOneRoundHasNoRatio() {
		add(Peer.NETTY, 0, 100, 0);
		add(Peer.NETTY, 1, 100, 0);
		add(Peer.NETPOOL_EVENT_LOOP, 0, 100, 0);
		this.results.add(new Results.Failure(Scenario.ECHO, Peer.NETPOOL_EVENT_LOOP, 1, "byte 1 is wrong"));
		assertThat(report(2)).contains("| netpool, on the event loop | failed |")
			.endsWith(
					"\n\n- netpool, on the event loop, 64 B, 50 connections, 1 in flight, round 2: byte 1 is wrong\n");
	}

	private void add(Peer peer, int round, double figure, double busy) {
		this.results.add(new Run(Scenario.ECHO, peer, round, figure, busy));
	}

	private String report(int rounds) {
		return new Report(Options.parse("rounds=" + rounds, "seconds=1", "warm-up=0", "first-warm-up=0",
				"peers=netpool-event-loop", "scenarios=echo", "other="), this.results)
			.toString();
	}

}
