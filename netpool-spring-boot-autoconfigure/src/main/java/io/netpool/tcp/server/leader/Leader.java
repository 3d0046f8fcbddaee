package io.netpool.tcp.server.leader;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;

import io.netpool.tcp.server.transport.IoThread;

/**
 * One of the two threads of which one leads an event loop. Unless a method says
 * otherwise, it is called by this thread.
 */
public final class Leader implements IoThread.Handling {

	private static final AtomicIntegerFieldUpdater<Leader> STEP = AtomicIntegerFieldUpdater.newUpdater(Leader.class,
			"step");

	private final Leadership leadership;

	private final IoThread thread;

	/**
	 * Counts what the handlers of this thread have done, for those that watch it.
	 */
	private volatile int step;

	private final LeaderWork work;

	/**
	 * The name of the thread while it does not lead.
	 */
	private final String name;

	Leader(Leadership leadership, IoThread thread, Function<Leader, LeaderWork> workOf) {
		this.leadership = leadership;
		this.thread = thread;
		this.name = thread.getName();
		this.work = workOf.apply(this);
	}

	IoThread thread() {
		return this.thread;
	}

	String name() {
		return this.name;
	}

	LeaderWork work() {
		return this.work;
	}

	/**
	 * Leaves the event loop to run a handler: from here on, no thread is that of the
	 * event loop, and this one may be replaced.
	 */
	public void enterHandler() {
		handlerGoesOn();
		this.thread.handling(this);
		this.leadership.enterHandler(this);
	}

	/**
	 * Records that a handler has returned, and the next may be called.
	 */
	public void handlerGoesOn() {
		STEP.lazySet(this, this.step + 1);
	}

	/**
	 * Returns to the event loop.
	 * @return {@code false} if another thread leads it by now: this one must then touch
	 * nothing of the event loop
	 */
	public boolean leaveHandler() {
		if (this.leadership.leaveHandler(this)) {
			this.thread.handling(null);
			return true;
		}
		return false;
	}

	@Override
	public void aboutToBlock() {
		this.leadership.replace(this);
	}

	/**
	 * Returns whether another thread has replaced this one in the handler that it is in.
	 */
	public boolean isReplaced() {
		return this.leadership.isReplaced(this);
	}

	/**
	 * Any thread: a number that changes with each handler and each message.
	 */
	int step() {
		return this.step;
	}

}
