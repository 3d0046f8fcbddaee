package io.netpool.tcp.cluster;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A message of this instance to others, from the call on until its result is known and
 * the engine has let go of it.
 */
abstract class Outgoing {

	/**
	 * Estimated memory of a message that is under way besides its bytes.
	 */
	private static final int OVERHEAD = 512;

	private static final byte[] NOTHING = {};

	private final Outbox outbox;

	private final Target target;

	private final long size;

	private final long expiresNanos;

	/**
	 * The result that is awaited, and each call of the engine.
	 */
	private final AtomicInteger holds = new AtomicInteger(1);

	private volatile byte[] message;

	private volatile long number;

	private volatile @Nullable Set<String> found;

	Outgoing(Outbox outbox, Target target, byte[] message, long expiresNanos) {
		this.outbox = outbox;
		this.target = target;
		this.message = message;
		this.size = message.length + OVERHEAD;
		this.expiresNanos = expiresNanos;
	}

	Target target() {
		return this.target;
	}

	byte[] message() {
		return this.message;
	}

	/**
	 * Returns its memory in bytes.
	 */
	long size() {
		return this.size;
	}

	void number(long number) {
		this.number = number;
		MessageCodec.number(this.message, number);
	}

	/**
	 * Returns its number, 0 if it was not sent.
	 */
	long number() {
		return this.number;
	}

	/**
	 * When its result is no longer awaited, by {@link System#nanoTime()}.
	 */
	long expiresNanos() {
		return this.expiresNanos;
	}

	/**
	 * Sets what the directory has answered.
	 */
	void found(Set<String> instances) {
		this.found = instances;
	}

	/**
	 * Returns what the directory has answered, {@code null} as long as it has not.
	 */
	@Nullable Set<String> found() {
		return this.found;
	}

	void hold() {
		this.holds.incrementAndGet();
	}

	/**
	 * Ends a hold, and lets go of the bytes with the last.
	 * @return whether it was the last
	 */
	boolean release() {
		boolean last = this.holds.decrementAndGet() == 0;
		if (last) {
			this.message = NOTHING;
		}
		return last;
	}

	/**
	 * The result is known.
	 */
	void finished() {
		this.outbox.done(this);
	}

	/**
	 * Called in the order of the calls, when the directory has answered.
	 * @param found the instances that it has named
	 * @param unsure the instances that it may not know
	 * @return the instances to send it to
	 */
	abstract Set<String> receivers(Set<String> found, Set<String> unsure);

	/**
	 * Called in place of {@link #receivers} if the message goes to all instances.
	 * @param present the number of instances that are there
	 */
	abstract void toAll(int present);

	/**
	 * The engine has passed the message to an instance, or there was nobody to get it.
	 * @param instance its id, {@code null} for all
	 * @param isThere whether the instance counts as there although it does not listen
	 */
	abstract void published(@Nullable String instance, long receivers, boolean isThere);

	/**
	 * Every call of the engine for this message was made.
	 */
	abstract void complete();

	/**
	 * The message was not sent.
	 */
	abstract void refuse(String why);

	/**
	 * The result is no longer awaited.
	 */
	abstract void expire();

	/**
	 * Returns whether the result is known.
	 */
	abstract boolean isDone();

}
