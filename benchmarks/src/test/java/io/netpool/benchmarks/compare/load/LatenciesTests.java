package io.netpool.benchmarks.compare.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@Test
	void theMedianIsTheOneInTheMiddle() {
		for (int micros : new int[] { 900, 20, 30, 10, 700 }) {
			this.latencies.add(micros * 1000L);
		}
		assertThat(this.latencies.percentiles().median()).isEqualTo(30);
	}

	@Test
	void percentilesAreOfTheLongestTimes() {
		for (int micros = 1; micros <= 1000; micros++) {
			this.latencies.add(micros * 1000L);
		}
		assertThat(this.latencies.percentiles()).isEqualTo(new Percentiles(501, 991, 1000));
	}

	@Test
	void whatTakesVeryLongIsCountedToo() {
		this.latencies.add(Long.MAX_VALUE);
		assertThat(this.latencies.percentiles().median()).isEqualTo(99_999.9);
	}

	@Test
	void withoutAnyThereIsNoMedian() {
		assertThat(this.latencies.percentiles().median()).isZero();
	}

}
