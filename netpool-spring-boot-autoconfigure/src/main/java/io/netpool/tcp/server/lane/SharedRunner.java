package io.netpool.tcp.server.lane;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * Runs waiting lanes one after the other on one thread, until none waits or a lane has
 * blocked it.
 */
final class SharedRunner implements Runnable, LaneRunListener {

	private static final AtomicIntegerFieldUpdater<SharedRunner> HANDLED = AtomicIntegerFieldUpdater
		.newUpdater(SharedRunner.class, "handled");

	/**
	 * Number of lanes that are run before their replies are written together.
	 */
	private static final int LANES_PER_SIGNAL = 64;

	/**
	 * Number of ticks after which a runner that is still in the same message counts as
	 * blocked although its thread is runnable: it may compute, or wait for a processor.
	 */
	private static final int RUNNABLE_TICKS = 4;

	private final HandlerThreadScheduler scheduler;

	private final AtomicBoolean detached = new AtomicBoolean();

	private volatile @Nullable Thread thread;

	private volatile @Nullable Lane lane;

	private volatile int handled;

	// confined to the watchdog

	private @Nullable Lane seenLane;

	private int seenHandled;

	private int ticks;

	SharedRunner(HandlerThreadScheduler scheduler) {
		this.scheduler = scheduler;
	}

	@Override
	public void run() {
		this.thread = Thread.currentThread();
		int lanesRun;
		do {
			this.scheduler.began(this);
			this.detached.set(false);
			lanesRun = runLanes();
			this.scheduler.signal();
		}
		// a runner that the watchdog has detached is no longer counted
		while (detach() ? this.scheduler.leave(this, lanesRun) : this.scheduler.needsRunner());
	}

	private int runLanes() {
		int lanesRun = 0;
		Lane next;
		while (!this.detached.get() && (next = this.scheduler.next()) != null) {
			this.lane = next;
			boolean more = next.run(this);
			this.lane = null;
			if (!this.detached.get()) {
				next.pace().ranShared();
			}
			if (more) {
				this.scheduler.dispatch(next);
			}
			if (++lanesRun % LANES_PER_SIGNAL == 0) {
				this.scheduler.signal();
			}
		}
		return lanesRun;
	}

	@Override
	public void repliesPending() {
		this.scheduler.repliesPending();
	}

	@Override
	public void messageHandled() {
		HANDLED.lazySet(this, this.handled + 1);
		Lane current = this.lane;
		if (this.detached.get() && current != null) {
			// the watchdog no longer watches this runner, and the next handler may block
			this.scheduler.attendSoon(current);
		}
	}

	/**
	 * Called by the runner or the watchdog: makes the runner take no further lane.
	 * @return whether this call detached it
	 */
	boolean detach() {
		if (!this.detached.compareAndSet(false, true)) {
			return false;
		}
		Lane current = this.lane;
		if (current != null) {
			current.pace().blocked();
		}
		return true;
	}

	/**
	 * Called by the watchdog: the lane that is being run.
	 */
	@Nullable Lane lane() {
		return this.lane;
	}

	/**
	 * Called by the watchdog at each tick: whether the runner is still in the message of
	 * the previous tick, and blocked there.
	 */
	boolean isBlocked() {
		Lane current = this.lane;
		Thread running = this.thread;
		int now = this.handled;
		if (current == null || running == null || current != this.seenLane || now != this.seenHandled) {
			this.seenLane = current;
			this.seenHandled = now;
			this.ticks = 0;
			return false;
		}
		return ++this.ticks >= RUNNABLE_TICKS || running.getState() != Thread.State.RUNNABLE;
	}

}
