package io.netpool.tcp.server;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.EventLoop;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Looks, some thousand times a second while something could wait for it, for runners that
 * a handler holds up.
 * <p>
 * It runs in the loop of the I/O thread whose lanes it watches: where the loop is awake
 * anyway, a look costs next to nothing, and a thread of its own, woken as often, would
 * cost a busy core some percent.
 */
final class RunnerWatchdog implements Runnable {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(RunnerWatchdog.class);

	private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	private final EventLoop loop;

	private final HandlerThreadScheduler watched;

	private final AtomicBoolean ticking = new AtomicBoolean();

	RunnerWatchdog(EventLoop loop, HandlerThreadScheduler watched) {
		this.loop = loop;
		this.watched = watched;
	}

	/**
	 * Any thread: there is something to watch.
	 */
	void wake() {
		if (!this.ticking.get() && this.ticking.compareAndSet(false, true)) {
			schedule();
		}
	}

	private void schedule() {
		try {
			this.loop.schedule(this, TICK_NANOS, TimeUnit.NANOSECONDS);
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
		// what began just before did not see that this look was the last
		if (this.watched.isBusy()) {
			wake();
		}
	}

	private boolean tick() {
		try {
			this.watched.tick();
		}
		catch (RuntimeException | Error ex) {
			// such as no memory for a thread: the next look may have more luck
			logger.warn("A hold-up could not be mended", ex);
		}
		return this.watched.isBusy();
	}

}
