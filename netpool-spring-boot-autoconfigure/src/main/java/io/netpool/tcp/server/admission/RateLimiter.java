package io.netpool.tcp.server.admission;

import java.util.concurrent.TimeUnit;

/**
 * Rate limit: a token bucket, as in RFC 2697, that holds the tokens of one second and is
 * initially full. Confined to one thread: that which accepts connections, or the I/O
 * thread of the connection whose messages are limited.
 */
public final class RateLimiter {

	private final long nanosPerToken;

	private final long capacityNanos;

	/**
	 * The time at which the bucket was empty, assuming that it has been filled at its
	 * rate since: each token that is taken advances it.
	 */
	private long emptyAt;

	/**
	 * Creates a full bucket.
	 * @param perSecond the number of tokens added per second, at least 1
	 * @param now the time
	 */
	public RateLimiter(int perSecond, long now) {
		this.nanosPerToken = Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
		this.capacityNanos = perSecond * this.nanosPerToken;
		this.emptyAt = now - this.capacityNanos;
	}

	/**
	 * Takes a token; if the bucket is empty, the next one takes longer.
	 */
	public void take(long now) {
		long full = now - this.capacityNanos;
		this.emptyAt = ((this.emptyAt - full < 0) ? full : this.emptyAt) + this.nanosPerToken;
	}

	/**
	 * Returns the nanoseconds until a token is available, 0 or less if there is one.
	 */
	public long waitNanos(long now) {
		return this.emptyAt + this.nanosPerToken - now;
	}

}
