package io.netpool.tcp.server.settings;

import org.jspecify.annotations.Nullable;

/**
 * A pool's capacity.
 *
 * @param initial how many acceptors there are at first, at least 1
 * @param overflow what happens when all are busy
 * @param increaseBy how many more {@link Overflow#INCREASE} starts at a time, at least 1
 * @param max how many it may start in all
 * @param refusal what a refused client is told before the connection is closed, without
 * framing, or {@code null}
 * @since 0.1.0
 */
public record AcceptorSettings(int initial, Overflow overflow, int increaseBy, int max, byte @Nullable [] refusal) {

	/**
	 * The same with another number at first.
	 * @param acceptors how many, at least 1
	 * @return the settings
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public AcceptorSettings resized(int acceptors) {
		if (acceptors < 1) {
			throw new IllegalArgumentException("A pool must have at least 1 acceptor, not " + acceptors);
		}
		return new AcceptorSettings(acceptors, this.overflow, this.increaseBy, Math.max(this.max, acceptors),
				this.refusal);
	}

}
