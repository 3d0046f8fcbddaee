package io.netpool.tcp.server.settings;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

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
	 * @return the age in nanoseconds
	 */
	public long randomNanos() {
		return this.age.toNanos() - ThreadLocalRandom.current().nextLong(this.jitter.toNanos() + 1);
	}

}
