package io.netpool.benchmarks.compare;

import io.netpool.benchmarks.compare.load.Outcome;
import io.netpool.benchmarks.compare.load.Percentiles;
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
				| bytes without framing: about the maximum that this load generator can measure | **2.00** |
				| share of its time that the load generator was busy, at most | 0.75 |
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

	@Test
	void severalFiguresOfAScenarioHaveAColumnEach() {
		add(Scenario.LATENCY, Peer.NETTY, 0, new Outcome(100, new Percentiles(20, 0, 0), Percentiles.NONE, 8, 1));
		add(Scenario.LATENCY, Peer.NETPOOL_EVENT_LOOP, 0,
				new Outcome(100, new Percentiles(10, 0, 0), Percentiles.NONE, 10, 1));
		assertThat(report(1, "latency")).contains(
				"| 64 B, 1 connection, median time (less is better) | 64 B, 1 connection, processor time of the server per message (less is better) |",
				"| Netty, its codecs, on the event loop | 1 = 20.0 µs | 1 = 8.0 µs |",
				"| netpool, on the event loop | **0.50** | **1.25** |");
	}

	@Test
	void aFigureThatCouldNotBeMeasuredIsLeftOut() {
		add(Scenario.LATENCY, Peer.NETTY, 0, new Outcome(100, new Percentiles(20, 0, 0), Percentiles.NONE, 0, 1));
		add(Scenario.LATENCY, Peer.NETPOOL_EVENT_LOOP, 0,
				new Outcome(100, new Percentiles(10, 0, 0), Percentiles.NONE, 0, 1));
		assertThat(report(1, "latency")).contains("| Netty, its codecs, on the event loop | 1 = 20.0 µs |  |",
				"| netpool, on the event loop | **0.50** |  |");
	}

	@Test
	void aConstantRateHasATableOfTimes() {
		for (int round = 0; round < 2; round++) {
			add(Peer.NETTY, round, 1000, 0.5);
			add(Peer.NETPOOL_EVENT_LOOP, round, 2000, 0.5);
			add(Scenario.HALF_LOAD, Peer.NETTY, round,
					new Outcome(500, new Percentiles(20, 40, 2000), new Percentiles(1, 2, 3), 0, 1));
			add(Scenario.HALF_LOAD, Peer.NETPOOL_EVENT_LOOP, round,
					new Outcome(1000, new Percentiles(10, 60 + 40 * round, 1000), new Percentiles(2, 4, 2.5), 0, 1));
		}
		assertThat(report(2, "half-load")).endsWith(
				"""

						| 64 B, 50 connections, 1 in flight and at a constant rate: median, ratio to Netty, its codecs, on the event loop | maximum | 50 % of its maximum, p50 | 50 % of its maximum, p99 | 50 % of its maximum, p99.9 |
						|---|--:|--:|--:|--:|
						| Netty, its codecs, on the event loop | 1 000/s | 20.0 µs | 40.0 µs | 2 000 µs |
						| netpool, on the event loop | 2 000/s | 10.0 µs, **0.50** 0.50..0.50 | 80.0 µs, **2.00** 1.50..2.50 | 1 000 µs, **0.50** 0.50..0.50 |
						| bytes without framing: about the maximum that this load generator can measure |  |  |  |  |
						| how late the load generator sent, at most |  | 2.0 µs | 4.0 µs | 3.0 µs |
						""");
	}

	private void add(Peer peer, int round, double figure, double busy) {
		add(Scenario.ECHO, peer, round, new Outcome(figure, Percentiles.NONE, Percentiles.NONE, 0, busy));
	}

	private void add(Scenario scenario, Peer peer, int round, Outcome outcome) {
		this.results.add(new Run(scenario, peer, round, outcome));
	}

	private String report(int rounds) {
		return report(rounds, "echo");
	}

	private String report(int rounds, String scenarios) {
		return new Report(
				Options.parse("rounds=" + rounds, "seconds=1", "warm-up=0", "first-warm-up=0",
						"peers=netpool-event-loop", "scenarios=" + scenarios, "other=", "redis-commands=0"),
				this.results)
			.toString();
	}

}
