package io.netpool.tcp.server;

import java.util.concurrent.TimeUnit;

/**
 * How many connections may be accepted: a token bucket that holds those of one second. It
 * belongs to the I/O thread that accepts.
 */
final class AcceptRate {

	private final int perSecond;

	private final long nanosPerToken;

	/**
	 * When the bucket was empty, had it been filled at its rate ever since: each token
	 * that is taken moves it on.
	 */
	private long emptyAt;

	/**
	 * Create a bucket, which is full.
	 * @param perSecond how many, 0 for no limit
	 * @param now the time
	 */
	AcceptRate(int perSecond, long now) {
		this.perSecond = perSecond;
		this.nanosPerToken = (perSecond > 0) ? Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond) : 0;
		this.emptyAt = now - perSecond * this.nanosPerToken;
	}

	boolean isLimited() {
		return this.perSecond > 0;
	}

	/**
	 * A connection was accepted.
	 * @return how many nanoseconds to wait until the next may be, 0 or less for none
	 */
	long taken(long now) {
		long full = now - this.perSecond * this.nanosPerToken;
		this.emptyAt = ((this.emptyAt - full < 0) ? full : this.emptyAt) + this.nanosPerToken;
		return this.emptyAt + this.nanosPerToken - now;
	}

}
