package io.netpool.tcp.server.settings;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The maximum age of connections.
 *
 * @param age the age at which a connection is drained at the latest
 * @param jitter the maximum random time by which it is drained earlier
 * @since 0.1.0
 */
public record MaxAge(Duration age, Duration jitter) {

	/**
	 * Returns the age at which a connection is drained, a different one for each.
	 * @return the age in nanoseconds, at most {@link Long#MAX_VALUE}
	 */
	public long randomNanos() {
		long earlier = Math.min(TimeUnit.NANOSECONDS.convert(this.jitter), Long.MAX_VALUE - 1);
		return TimeUnit.NANOSECONDS.convert(this.age) - ThreadLocalRandom.current().nextLong(earlier + 1);
	}

}
