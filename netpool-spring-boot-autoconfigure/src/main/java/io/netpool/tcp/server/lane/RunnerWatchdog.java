package io.netpool.tcp.server.lane;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.server.log.LogLimit;
import io.netty.util.concurrent.EventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks for shared runners that a handler blocks, some thousand times a second while
 * anything could wait for one.
 * <p>
 * It runs on the event loop whose lanes it watches: where the loop is awake anyway, a
 * check costs next to nothing, and a thread of its own, woken as often, would cost a busy
 * core some percent.
 */
final class RunnerWatchdog implements Runnable {

	private static final Log logger = LogFactory.getLog(RunnerWatchdog.class);

	private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	/**
	 * Period while every handler thread is blocked. A thread that is released by a lane
	 * of this event loop takes the waiting lanes itself; this is for those of others.
	 */
	private static final long STARVED_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private final EventExecutor loop;

	private final HandlerThreadScheduler scheduler;

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final LogLimit logLimit = new LogLimit();

	RunnerWatchdog(EventExecutor loop, HandlerThreadScheduler scheduler) {
		this.loop = loop;
		this.scheduler = scheduler;
	}

	/**
	 * Any thread: starts ticking, unless it does already.
	 */
	void wake() {
		if (!this.ticking.get() && this.ticking.compareAndSet(false, true)) {
			schedule();
		}
	}

	private void schedule() {
		try {
			long period = this.scheduler.isStarved() ? STARVED_TICK_NANOS : TICK_NANOS;
			this.loop.schedule(this, period, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped
		}
	}

	@Override
	public void run() {
		if (tick()) {
			schedule();
			return;
		}
		this.ticking.set(false);
		// what began just before did not see that this was the last tick
		if (this.scheduler.isBusy()) {
			wake();
		}
	}

	private boolean tick() {
		try {
			this.scheduler.tick();
		}
		catch (RuntimeException | Error ex) {
			// such as no memory for a thread: the next tick may succeed
			this.logLimit.log((suppressed) -> logger
				.warn("Could not start a handler thread for lanes that wait" + LogLimit.suffix(suppressed), ex));
		}
		return this.scheduler.isBusy();
	}

}
