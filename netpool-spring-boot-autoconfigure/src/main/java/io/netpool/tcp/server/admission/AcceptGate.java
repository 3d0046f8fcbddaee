package io.netpool.tcp.server.admission;

import java.util.EnumSet;
import java.util.Set;

import io.netty.channel.Channel;

/**
 * Whether a listening socket accepts. It does while nothing speaks against it, so that
 * the end of one cause does not end another. It belongs to the socket's I/O thread.
 */
public final class AcceptGate {

	private final Channel channel;

	private final Set<Cause> causes = EnumSet.noneOf(Cause.class);

	private volatile boolean closed;

	public AcceptGate(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Stop accepting.
	 * @return whether this cause is new
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
	 * Any thread: whether connections are left in the backlog.
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
	 * What speaks against accepting.
	 */
	public enum Cause {

		/** No acceptor is idle. */
		FULL,

		/** More have connected than may in this time. */
		RATE,

		/** The pool is paused. */
		OPERATOR,

		/** Accepting failed, most likely for want of file descriptors. */
		FAILURE

	}

}
