package io.netpool.tcp.cluster;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EngineClock}.
 */
class EngineClockTests {

	private static final long HOUR = TimeUnit.HOURS.toMillis(1);

	private final EngineClock clock = new EngineClock();

	private void learn(long roundTripMillis, long time) {
		long now = System.nanoTime();
		this.clock.learn(now - TimeUnit.MILLISECONDS.toNanos(roundTripMillis), now, time);
	}

	@Test
	void asLongAsNothingIsKnownEveryMessageIsLate() {
		assertThat(this.clock.earliest()).isZero();
		assertThat(this.clock.latest()).isGreaterThan(Long.MAX_VALUE / 4);
		assertThat(this.clock.estimatedFence()).isPositive();
	}

	@Test
	void theTimeIsBetweenTheEarliestAndTheLatest() {
		learn(1000, HOUR);
		assertThat(this.clock.latest() - this.clock.earliest()).isGreaterThanOrEqualTo(1000);
		assertThat(this.clock.earliest()).isGreaterThan(HOUR - 1000);
		assertThat(this.clock.estimatedFence()).isGreaterThan(TimeUnit.MILLISECONDS.toMicros(HOUR));
	}

	@Test
	void aWorseSampleCountsOnlyAfterARestart() {
		learn(2, HOUR);
		learn(1000, 5 * HOUR);
		assertThat(this.clock.latest()).isLessThan(4 * HOUR);
		this.clock.restart();
		learn(1000, 5 * HOUR);
		assertThat(this.clock.earliest()).isGreaterThan(4 * HOUR);
	}

}
