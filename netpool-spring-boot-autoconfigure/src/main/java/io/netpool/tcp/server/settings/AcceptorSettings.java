package io.netpool.tcp.server.settings;

import org.jspecify.annotations.Nullable;

/**
 * The acceptors of a pool and their overflow.
 *
 * @param initial the initial number of acceptors, at least 1
 * @param overflow the strategy when all are busy
 * @param increaseBy the number of acceptors that {@link Overflow#INCREASE} starts at a
 * time, at least 1
 * @param max the maximum number of acceptors
 * @param refusal the text sent, unframed, to a refused client before closing, or
 * {@code null}
 * @since 0.1.0
 */
public record AcceptorSettings(int initial, Overflow overflow, int increaseBy, int max, byte @Nullable [] refusal) {

	/**
	 * Returns these settings with another initial number.
	 * @param acceptors the number, at least 1
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
