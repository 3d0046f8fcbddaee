package io.netpool.tcp.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Looks, a thousand times a second or so while there is anything to see, for runners that
 * a handler holds up. It sleeps when nothing has run for a while.
 */
final class HoldUpWatch implements Runnable {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(HoldUpWatch.class);

	private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	/**
	 * How many ticks without a runner pass before it sleeps: waking it costs more than a
	 * tick.
	 */
	private static final int QUIET_TICKS = 200;

	private final List<RunnerLanes> watched = new CopyOnWriteArrayList<>();

	private final Thread thread;

	private volatile boolean asleep;

	private volatile boolean closed;

	private volatile boolean woken;

	HoldUpWatch(String poolName) {
		this.thread = new Thread(this, "netpool-" + poolName + "-watch");
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	void add(RunnerLanes lanes) {
		this.watched.add(lanes);
	}

	/**
	 * A runner starts.
	 */
	void wake() {
		this.woken = true;
		if (this.asleep) {
			this.asleep = false;
			LockSupport.unpark(this.thread);
		}
	}

	void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

	@Override
	public void run() {
		int quiet = 0;
		while (!this.closed) {
			this.woken = false;
			boolean busy = false;
			for (RunnerLanes lanes : this.watched) {
				busy |= tick(lanes);
			}
			quiet = (busy || this.woken) ? 0 : quiet + 1;
			if (quiet < QUIET_TICKS) {
				LockSupport.parkNanos(TICK_NANOS);
			}
			else {
				sleep();
				quiet = 0;
			}
		}
	}

	private static boolean tick(RunnerLanes lanes) {
		try {
			return lanes.tick();
		}
		catch (RuntimeException | Error ex) {
			// such as no memory for a thread: others need the watch all the same
			logger.warn("A hold-up could not be mended", ex);
			return true;
		}
	}

	private void sleep() {
		this.asleep = true;
		while (this.asleep && !this.woken && !this.closed) {
			LockSupport.park(this);
		}
		this.asleep = false;
	}

}
