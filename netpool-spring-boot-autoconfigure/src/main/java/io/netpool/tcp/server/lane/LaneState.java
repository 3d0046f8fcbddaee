package io.netpool.tcp.server.lane;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * State of a lane. It lets one thread run the lane at a time.
 * <ul>
 * <li>{@code IDLE}: nobody runs it. Whoever sets it to {@code READY} must have it
 * run.</li>
 * <li>{@code READY}: exactly one runner has the lane, or will have it.</li>
 * <li>{@code RESTING}: it waits for a reply that another thread completes.</li>
 * <li>{@code RESUMED}: that reply was completed before the runner had left.</li>
 * <li>{@code STALLED}: it waits for a client that does not read.</li>
 * </ul>
 * A runner leaves by setting {@code IDLE} and then looking once more for work, while the
 * event loop first publishes work and then looks at the state. With both sequentially
 * consistent, one of them sees the other (Dekker's algorithm), and no message is
 * forgotten.
 */
final class LaneState {

	private static final AtomicIntegerFieldUpdater<LaneState> STATE = AtomicIntegerFieldUpdater
		.newUpdater(LaneState.class, "state");

	private static final int IDLE = 0;

	private static final int READY = 1;

	private static final int RESTING = 2;

	private static final int RESUMED = 3;

	private static final int STALLED = 4;

	private volatile int state;

	boolean isIdle() {
		return this.state == IDLE;
	}

	/**
	 * Takes an idle lane because there is work.
	 * @return whether the caller must have the lane run
	 */
	boolean wake() {
		return this.state == IDLE && STATE.compareAndSet(this, IDLE, READY);
	}

	/**
	 * Takes a stalled lane because the client has read, or never will.
	 * @return whether the caller must have the lane run
	 */
	boolean unstall() {
		return this.state == STALLED && STATE.compareAndSet(this, STALLED, READY);
	}

	/**
	 * Takes a resting lane because its reply is complete.
	 * @return whether the caller must have the lane run; if not, its runner has not left
	 * yet, and goes on
	 */
	boolean resume() {
		if (STATE.compareAndSet(this, READY, RESUMED)) {
			return false;
		}
		this.state = READY;
		return true;
	}

	/**
	 * Leaves the lane until a reply is complete.
	 * @return {@code false} if it is complete already, and the runner keeps the lane
	 */
	boolean rest() {
		if (STATE.compareAndSet(this, READY, RESTING)) {
			return true;
		}
		this.state = READY;
		return false;
	}

	/**
	 * Leaves the lane until there is work. The caller must then look for work that came
	 * just before, and {@link #wake()} if there is.
	 */
	void leave() {
		this.state = IDLE;
	}

	/**
	 * Leaves the lane until the client has read. The caller must then check whether it
	 * has read just before, and {@link #unstall()} if so.
	 */
	void stall() {
		this.state = STALLED;
	}

}
