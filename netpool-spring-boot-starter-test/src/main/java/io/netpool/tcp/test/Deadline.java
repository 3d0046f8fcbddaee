package io.netpool.tcp.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When waiting ends.
 *
 * @param nanos a {@link System#nanoTime()}
 */
record Deadline(long nanos) {

	static Deadline in(Duration timeout) {
		return new Deadline(System.nanoTime() + timeout.toNanos());
	}

	boolean isOver() {
		return this.nanos - System.nanoTime() <= 0;
	}

	/**
	 * How long there is left, for those to whom 0 would be for ever.
	 * @return at least 1
	 */
	int millisLeft() {
		long millis = TimeUnit.NANOSECONDS.toMillis(this.nanos - System.nanoTime());
		return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
	}

}
