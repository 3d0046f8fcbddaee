package io.netpool.tcp.server.admission;

import java.util.concurrent.TimeUnit;

/**
 * Limits how much happens in a second: a token bucket, as in RFC 2697, that holds the
 * tokens of one second and is full at first. It belongs to one thread.
 */
public final class TokenBucket {

	private final long nanosPerToken;

	private final long capacityNanos;

	/**
	 * When the bucket was empty, had it been filled at its rate ever since: each token
	 * that is taken moves it on.
	 */
	private long emptyAt;

	/**
	 * Create a bucket, which is full.
	 * @param perSecond how many tokens come in a second, at least 1
	 * @param now the time
	 */
	public TokenBucket(int perSecond, long now) {
		this.nanosPerToken = Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
		this.capacityNanos = perSecond * this.nanosPerToken;
		this.emptyAt = now - this.capacityNanos;
	}

	/**
	 * Take a token, which may not be there yet: then the next takes longer.
	 */
	public void take(long now) {
		long full = now - this.capacityNanos;
		this.emptyAt = ((this.emptyAt - full < 0) ? full : this.emptyAt) + this.nanosPerToken;
	}

	/**
	 * How many nanoseconds to wait until a token is there, 0 or less for none.
	 */
	public long waitNanos(long now) {
		return this.emptyAt + this.nanosPerToken - now;
	}

}
