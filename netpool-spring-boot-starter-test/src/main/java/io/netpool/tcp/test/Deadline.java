package io.netpool.tcp.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The end of a wait.
 *
 * @param nanos the end as a {@link System#nanoTime()}
 */
record Deadline(long nanos) {

	static Deadline in(Duration timeout) {
		return new Deadline(System.nanoTime() + timeout.toNanos());
	}

	/**
	 * The remaining time, for methods that take 0 for no timeout.
	 * @return the milliseconds, at least 1
	 */
	int millisLeft() {
		long millis = TimeUnit.NANOSECONDS.toMillis(this.nanos - System.nanoTime());
		return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
	}

}
