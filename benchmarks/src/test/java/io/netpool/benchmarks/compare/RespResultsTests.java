package io.netpool.benchmarks.compare;

import java.util.List;

import io.netpool.benchmarks.compare.load.Outcome;
import io.netpool.benchmarks.compare.load.Percentiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RespResultsTests {

	private final RespResults results = new RespResults();

	@Test
	void ratiosAreTakenWithinARound() {
		add(RespPeer.REDIS, 100_000, 4);
		add(RespPeer.NETPOOL_EVENT_LOOP, 50_000, 6);
		add(RespPeer.REDIS, 200_000, 8);
		add(RespPeer.NETPOOL_EVENT_LOOP, 300_000, 8);
		assertThat(lines(2)).contains("| redis-server | 1 = 150 000/s | 1 = 6.0 µs |  |  |  |  |  |  |",
				"| netpool, on the event loop | **1.00** 0.50..1.50 | **1.25** 1.00..1.50 |  |  |  |  |  |  |");
		assertThat(this.results.hasFailed()).isFalse();
	}

	@Test
	void aServerThatFailsHasNoRatio() {
		add(RespPeer.REDIS, 100_000, 4);
		this.results.addFailure(RespPeer.NETPOOL_EVENT_LOOP, RespWorkload.SET, "no reply");
		assertThat(lines(1)).contains("| netpool, on the event loop | failed | failed |  |  |  |  |  |  |",
				"- netpool, on the event loop, SET, 1 in flight: no reply");
		assertThat(this.results.hasFailed()).isTrue();
	}

	@Test
	void withoutARoundOfTheReferenceThereAreNoRatios() {
		this.results.addFailure(RespPeer.REDIS, RespWorkload.SET, "no reply");
		add(RespPeer.NETPOOL_EVENT_LOOP, 50_000, 6);
		add(RespPeer.REDIS, 100_000, 4);
		add(RespPeer.NETPOOL_EVENT_LOOP, 100_000, 4);
		assertThat(lines(2)).contains("| redis-server | failed | failed |  |  |  |  |  |  |",
				"| netpool, on the event loop |  |  |  |  |  |  |  |  |");
	}

	@Test
	void anUnknownProcessorTimeOfTheReferenceLeavesNoRatio() {
		add(RespPeer.REDIS, 100_000, 0);
		add(RespPeer.NETPOOL_EVENT_LOOP, 50_000, 6);
		assertThat(lines(1)).contains("| netpool, on the event loop | **0.50** |  |  |  |  |  |  |  |");
	}

	@Test
	void theRateIsFoundInTheOutput() throws Exception {
		assertThat(RedisBenchmark.rate(List.of("WARNING: Could not fetch server CONFIG",
				"\"test\",\"rps\",\"avg_latency_ms\"", "\"SET\",\"434782.59\",\"1.597\"")))
			.isEqualTo(434_782.59);
		assertThatIOException().isThrownBy(() -> RedisBenchmark.rate(List.of("Error from server: ERR")))
			.withMessage("redis-benchmark measured nothing: Error from server: ERR");
	}

	private void add(RespPeer peer, double perSecond, double serverMicros) {
		this.results.add(peer, RespWorkload.SET,
				new Outcome(perSecond, Percentiles.NONE, Percentiles.NONE, serverMicros, 0));
	}

	private List<String> lines(int rounds) {
		return this.results.lines(List.of(RespPeer.REDIS, RespPeer.NETPOOL_EVENT_LOOP), rounds);
	}

}
