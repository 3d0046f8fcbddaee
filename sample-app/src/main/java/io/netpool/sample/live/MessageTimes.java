package io.netpool.sample.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Times of messages, as the timer of their observations has them. Its percentiles are
 * configured in {@code application.yml}.
 */
@Component
class MessageTimes {

	private static final double NEARLY_ALL = 0.99;

	private final MeterRegistry registry;

	MessageTimes(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Returns the time within which 99 % of a pool's latest messages were handled.
	 * @return the time, {@code null} if there were none
	 */
	@Nullable Duration p99(String pool) {
		double nanos = this.registry.find("netpool.tcp.message")
			.tag("pool", pool)
			.timers()
			.stream()
			.flatMap(MessageTimes::percentiles)
			.filter((percentile) -> percentile.percentile() == NEARLY_ALL)
			.mapToDouble((percentile) -> percentile.value(TimeUnit.NANOSECONDS))
			.max()
			.orElse(0);
		return (nanos > 0) ? Duration.ofNanos((long) nanos) : null;
	}

	private static Stream<ValueAtPercentile> percentiles(Timer timer) {
		return Arrays.stream(timer.takeSnapshot().percentileValues());
	}

}
