package io.netpool.tcp.server;

import io.netpool.tcp.server.statistics.IoCounters;
import io.netty.channel.ChannelConfig;

/**
 * Keeps the causes for which reading from a connection is paused, so that the end of one
 * cause does not end another. Confined to the connection's event loop, except where a
 * method says otherwise.
 */
final class BackpressureGate {

	private final ChannelConfig config;

	private final IoCounters counters;

	/**
	 * One bit per cause. Written by the event loop alone.
	 */
	private volatile int causes;

	BackpressureGate(ChannelConfig config, IoCounters counters) {
		this.config = config;
		this.counters = counters;
	}

	/**
	 * Adds a cause. The channel is read from until {@link #pause()}: in between, the
	 * caller may check once more whether the cause has just ended.
	 */
	void add(Cause cause) {
		this.causes = this.causes | cause.bit;
	}

	void remove(Cause cause) {
		this.causes = this.causes & ~cause.bit;
	}

	void removeAll() {
		this.causes = 0;
	}

	/**
	 * Stops reading from the channel.
	 */
	void pause() {
		if (this.config.isAutoRead()) {
			this.config.setAutoRead(false);
			this.counters.add(IoCounters.Count.PAUSED_READS, 1);
		}
	}

	/**
	 * Reads from the channel again.
	 */
	void resume() {
		this.config.setAutoRead(true);
	}

	/**
	 * Any thread: whether there is a cause.
	 */
	boolean isPaused() {
		return this.causes != 0;
	}

	/**
	 * Any thread: whether there is this cause.
	 */
	boolean isPausedBy(Cause cause) {
		return (this.causes & cause.bit) != 0;
	}

	/**
	 * Causes to pause reading.
	 */
	enum Cause {

		/** The lane has no room for a further message. */
		FULL_LANE,

		/** The connections of the pool hold too much together. */
		FULL_POOL,

		/** Messages came faster than the connection's rate limit. */
		MESSAGE_RATE;

		private final int bit = 1 << ordinal();

	}

}
