package io.netpool.tcp.server;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptRateTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	@ParameterizedTest
	@ValueSource(longs = { 0, -42, Long.MAX_VALUE - 5 })
	void aSecondsWorthMayComeAtOnceAndThenOneAtATime(long now) {
		AcceptRate rate = new AcceptRate(4, now);
		assertThat(rate.taken(now)).isNotPositive();
		assertThat(rate.taken(now)).isNotPositive();
		assertThat(rate.taken(now)).isNotPositive();
		assertThat(rate.taken(now)).isEqualTo(SECOND / 4);
		assertThat(rate.taken(now + SECOND / 4)).isEqualTo(SECOND / 4);
	}

	@Test
	void aLongPauseAllowsNoMoreThanASecondsWorth() {
		AcceptRate rate = new AcceptRate(2, 0);
		assertThat(rate.taken(100 * SECOND)).isNotPositive();
		assertThat(rate.taken(100 * SECOND)).isEqualTo(SECOND / 2);
	}

	@Test
	void whatComesAboveTheRateIsWaitedForToo() {
		AcceptRate rate = new AcceptRate(1, 0);
		rate.taken(0);
		assertThat(rate.taken(0)).isEqualTo(2 * SECOND);
	}

}
