package io.netpool.tcp.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The lease of this instance: how long others take it for there. An instance that stands
 * still between the announcement of a lease and its arrival is taken for gone by the end
 * of the one before, although the next one has begun when it goes on. So only confirmed
 * leases count, and a gap between two is remembered. Any thread may call.
 */
final class Lease {

	private final EngineClock clock;

	private final long millis;

	private volatile long announced;

	private final AtomicLong confirmed = new AtomicLong();

	private final AtomicBoolean lapsed = new AtomicBoolean();

	Lease(EngineClock clock, Duration duration) {
		this.clock = clock;
		this.millis = duration.toMillis();
	}

	/**
	 * Begins a lease that others are still to hear of.
	 * @return its end by the engine's clock, in milliseconds
	 */
	long announce() {
		this.announced = this.clock.earliest() + this.millis;
		return this.announced;
	}

	/**
	 * The engine has received what announces a lease.
	 * @param end its end
	 */
	void confirm(long end) {
		long before = this.confirmed.getAndSet(end);
		if (this.clock.latest() > before) {
			this.lapsed.set(true);
		}
	}

	/**
	 * Returns whether others may have taken this instance for gone since the last call.
	 */
	boolean hasLapsed() {
		boolean between = this.lapsed.getAndSet(false);
		return between || this.clock.latest() > this.confirmed.get();
	}

	/**
	 * Returns whether it is time to announce the next lease.
	 */
	boolean isHalfOver() {
		return this.announced - this.clock.latest() < this.millis / 2;
	}

	/**
	 * Returns the end of a lease that begins now, at the latest.
	 */
	long latestEnd() {
		return this.clock.latest() + this.millis;
	}

}
