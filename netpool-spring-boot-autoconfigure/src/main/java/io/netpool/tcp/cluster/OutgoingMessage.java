package io.netpool.tcp.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.netpool.tcp.TcpDelivery;
import org.jspecify.annotations.Nullable;

/**
 * A message to any number of connections of other instances. Each instance that gets it
 * answers once. Any thread may call.
 */
final class OutgoingMessage extends Outgoing {

	private final Consumer<TcpDelivery> result;

	/**
	 * Number of instances that are there, for a message to all. Guarded by this.
	 */
	private int present;

	/**
	 * Number of instances that answer. Guarded by this.
	 */
	private int expected;

	private int answers;

	private int written;

	private int lost;

	/**
	 * Number of instances that count as there and do not listen. Guarded by this.
	 */
	private int silent;

	private boolean complete;

	private boolean done;

	OutgoingMessage(Outbox outbox, Target target, byte[] message, long expiresNanos, Consumer<TcpDelivery> result) {
		super(outbox, target, message, expiresNanos);
		this.result = result;
	}

	@Override
	synchronized Set<String> receivers(Set<String> found, Set<String> unsure) {
		Set<String> receivers = new HashSet<>(found);
		receivers.addAll(unsure);
		this.expected = receivers.size();
		return receivers;
	}

	@Override
	synchronized void toAll(int present) {
		this.present = present;
		// at least one, until it is known how many listen
		this.expected = Math.max(1, present);
	}

	@Override
	synchronized void published(@Nullable String instance, long receivers, boolean isThere) {
		if (instance == null) {
			// one receiver is this instance
			this.expected = (int) receivers - 1;
			this.silent = Math.max(0, this.present - this.expected);
		}
		else if (receivers == 0) {
			this.expected--;
			this.silent += isThere ? 1 : 0;
		}
		check();
	}

	/**
	 * An instance has answered.
	 */
	synchronized void answered(int connections, int others) {
		this.answers++;
		this.written += connections;
		this.lost += others;
		check();
	}

	@Override
	synchronized void complete() {
		this.complete = true;
		check();
	}

	private void check() {
		if (this.complete && this.answers >= this.expected) {
			finish(this.silent);
		}
	}

	@Override
	synchronized void expire() {
		finish(this.silent + Math.max(1, this.expected - this.answers));
	}

	@Override
	synchronized void refuse(String why) {
		finish(new TcpDelivery(0, 0, 0, false));
	}

	private void finish(int unanswered) {
		finish(new TcpDelivery(this.written, this.lost, unanswered, unanswered == 0));
	}

	private void finish(TcpDelivery delivery) {
		if (!this.done) {
			this.done = true;
			finished();
			this.result.accept(delivery);
		}
	}

	@Override
	synchronized boolean isDone() {
		return this.done;
	}

}
