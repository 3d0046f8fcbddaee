package io.netpool.tcp.server;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Limits the bytes that the connections of one event loop buffer together: messages that
 * are queued or being handled, and messages that are pending to be sent.
 * <p>
 * Up to half of the limit, connections do not matter to each other. Beyond it, each may
 * hold its equal share of the other half, so that no connection starves another: reading
 * from one that would hold more pauses, and its next message is handled after its client
 * has read. That ends when less is buffered again.
 * <p>
 * Each event loop has its part of the pool's limit and counts alone, so that a message
 * costs no synchronization. What a handler thread has released is seen when the event
 * loop attends to the connection. It may not have done so for a while, so everything is
 * counted anew before the pressure begins; from then on each run of a lane asks for
 * attention. Confined to the event loop, except where a method says otherwise.
 */
final class BufferBudget {

	private final long soft;

	private final Set<ConnectionBuffers> connections = Collections.newSetFromMap(new IdentityHashMap<>());

	private long held;

	private volatile boolean pressed;

	private volatile long share;

	/**
	 * Creates a budget.
	 * @param limit the maximum number of bytes
	 */
	BufferBudget(long limit) {
		this.soft = limit / 2;
		this.share = this.soft;
	}

	void add(ConnectionBuffers connection) {
		if (this.connections.add(connection)) {
			divide();
		}
	}

	void remove(ConnectionBuffers connection) {
		if (this.connections.remove(connection)) {
			divide();
			if (this.pressed) {
				// the shares of the others have grown
				this.connections.forEach(ConnectionBuffers::reconsider);
			}
		}
	}

	private void divide() {
		this.share = this.soft / Math.max(1, this.connections.size());
	}

	/**
	 * Any thread: whether so much is buffered that each connection is limited to its
	 * share.
	 */
	boolean isPressed() {
		return this.pressed;
	}

	/**
	 * Any thread: whether a connection that holds this number of bytes exceeds what it
	 * may hold now.
	 */
	boolean isExceeded(long bytes) {
		return this.pressed && bytes > this.share;
	}

	/**
	 * Called when a connection holds more or less than before.
	 */
	void changed(long difference) {
		this.held += difference;
		if (!this.pressed && this.held > this.soft) {
			// first: a lane that releases later sees it, and asks for attention
			this.pressed = true;
			this.connections.forEach(ConnectionBuffers::count);
		}
		if (this.pressed && this.held <= this.soft - this.soft / 8) {
			this.pressed = false;
			this.connections.forEach(ConnectionBuffers::reconsider);
		}
	}

	/**
	 * Called by {@link ConnectionBuffers#count()}.
	 */
	void counted(long difference) {
		this.held += difference;
	}

}
