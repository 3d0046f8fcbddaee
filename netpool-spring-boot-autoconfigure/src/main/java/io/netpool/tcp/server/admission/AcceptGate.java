package io.netpool.tcp.server.admission;

import java.util.EnumSet;
import java.util.Set;

import io.netty.channel.Channel;

/**
 * Pauses accepting connections while at least one {@link Cause} for that exists, so that
 * the end of one cause does not end another. Confined to the event loop of the listening
 * socket, except where a method says otherwise.
 */
public final class AcceptGate {

	private final Channel channel;

	private final Set<Cause> causes = EnumSet.noneOf(Cause.class);

	private volatile boolean closed;

	public AcceptGate(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Adds a cause.
	 * @return whether it is new
	 */
	public boolean close(Cause cause) {
		boolean added = this.causes.add(cause);
		update();
		return added;
	}

	public void open(Cause cause) {
		this.causes.remove(cause);
		update();
	}

	/**
	 * Any thread: whether accepting is paused.
	 */
	public boolean isClosed() {
		return this.closed;
	}

	public boolean isClosedBy(Cause cause) {
		return this.causes.contains(cause);
	}

	private void update() {
		this.closed = !this.causes.isEmpty();
		this.channel.config().setAutoRead(!this.closed);
	}

	/**
	 * Causes to pause accepting.
	 */
	public enum Cause {

		/** No acceptor is idle. */
		FULL,

		/** Connections came faster than limits.accepts-per-second. */
		RATE,

		/** The pool is paused. */
		OPERATOR,

		/** Accepting failed, most likely because file descriptors have run out. */
		FAILURE

	}

}
