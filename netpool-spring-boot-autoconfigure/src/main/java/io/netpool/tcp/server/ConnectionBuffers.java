package io.netpool.tcp.server;

import io.netpool.tcp.server.BackpressureGate.Cause;
import io.netpool.tcp.server.lane.Lane;

/**
 * The bytes that one connection buffers, as its event loop has last seen, in the
 * {@link BufferBudget}. Confined to the event loop.
 */
final class ConnectionBuffers {

	private final ServedConnection connection;

	private final BackpressureGate gate;

	private final BufferBudget budget;

	private long seen;

	ConnectionBuffers(ServedConnection connection, BackpressureGate gate) {
		this.connection = connection;
		this.gate = gate;
		this.budget = connection.io().budget();
	}

	/**
	 * Called when the connection is established.
	 */
	void open() {
		this.budget.add(this);
	}

	/**
	 * Whether the connection may hold more.
	 * @param bytes the maximum number of bytes of the next message
	 */
	boolean permits(int bytes) {
		return !this.budget.isPressed() || !this.budget.isExceeded(held() + bytes);
	}

	/**
	 * Counts what the connection holds now.
	 */
	void update() {
		long difference = difference();
		if (difference != 0) {
			this.budget.changed(difference);
		}
	}

	/**
	 * Counts what the connection holds now, for the budget.
	 */
	void count() {
		this.budget.counted(difference());
	}

	private long difference() {
		long held = held();
		long difference = held - this.seen;
		this.seen = held;
		return difference;
	}

	private long held() {
		return this.connection.lane().bytes() + this.connection.outbound().pending();
	}

	/**
	 * Called when the connection may hold more than before.
	 */
	void reconsider() {
		if (this.gate.isPausedBy(Cause.FULL_POOL)) {
			this.connection.requestAttention();
			this.connection.io().signal();
		}
		this.connection.lane().unstall();
	}

	/**
	 * Called when the connection is closed: it holds nothing once its lane has handled
	 * everything.
	 */
	void closed() {
		Lane lane = this.connection.lane();
		if (lane.isDone()) {
			long last = this.seen;
			this.seen = 0;
			this.budget.remove(this);
			this.budget.changed(-last);
		}
		else {
			update();
		}
	}

}
