package io.netpool.tcp.server.admission;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTests {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private static long taken(RateLimiter bucket, long now) {
		bucket.take(now);
		return bucket.waitNanos(now);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -42, Long.MAX_VALUE - 5 })
	void aSecondsWorthMayComeAtOnceAndThenOneAtATime(long now) {
		RateLimiter bucket = new RateLimiter(4, now);
		assertThat(taken(bucket, now)).isNotPositive();
		assertThat(taken(bucket, now)).isNotPositive();
		assertThat(taken(bucket, now)).isNotPositive();
		assertThat(taken(bucket, now)).isEqualTo(SECOND / 4);
		assertThat(taken(bucket, now + SECOND / 4)).isEqualTo(SECOND / 4);
	}

	@Test
	void aLongPauseAllowsNoMoreThanASecondsWorth() {
		RateLimiter bucket = new RateLimiter(2, 0);
		assertThat(taken(bucket, 100 * SECOND)).isNotPositive();
		assertThat(taken(bucket, 100 * SECOND)).isEqualTo(SECOND / 2);
	}

	@Test
	void whatComesAboveTheRateIsWaitedForToo() {
		RateLimiter bucket = new RateLimiter(1, 0);
		taken(bucket, 0);
		assertThat(taken(bucket, 0)).isEqualTo(2 * SECOND);
	}

}
