package io.netpool.tcp.server.leader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.netpool.tcp.server.leader.WatchPeriod.Observation;
import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.settings.LeaderSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Replaces leaders that a handler blocks.
 * <p>
 * It has a thread of its own, one for all event loops of a pool, since a blocked leader
 * can't watch itself. The thread checks the leaders while they call handlers, as often as
 * {@link WatchPeriod} says, and sleeps while they call none.
 */
public final class LeaderWatchdog implements Runnable {

	private static final Log logger = LogFactory.getLog(LeaderWatchdog.class);

	private final LogLimit logLimit = new LogLimit();

	private final LeaderSettings settings;

	private final Executor executor;

	private final List<Watch> watches = new CopyOnWriteArrayList<>();

	private final AtomicBoolean checking = new AtomicBoolean();

	private volatile @Nullable Thread thread;

	private final AtomicBoolean warned = new AtomicBoolean();

	private boolean started;

	/**
	 * Creates a watchdog.
	 * @param settings when leaders are replaced
	 * @param executor starts its thread when it is first needed
	 */
	public LeaderWatchdog(LeaderSettings settings, Executor executor) {
		this.settings = settings;
		this.executor = executor;
	}

	void watch(Leadership leadership) {
		this.watches.add(new Watch(leadership));
	}

	/**
	 * Called by a leader that has entered a handler: starts checking, unless it does
	 * already. Of a leader that enters a handler and a thread that is about to sleep, one
	 * sees the other.
	 */
	void wake() {
		if (!this.checking.get() && this.checking.compareAndSet(false, true)) {
			LockSupport.unpark(this.thread);
		}
	}

	/**
	 * Starts the thread, unless it has been: before a leader enters a handler.
	 */
	synchronized void start() {
		if (!this.started) {
			this.executor.execute(this);
			this.started = true;
		}
	}

	/**
	 * Called by an event loop when a thread could not be started: logs it once.
	 */
	void warnOfMissingThread(OutOfMemoryError failure) {
		if (!this.warned.getAndSet(true)) {
			logger.warn("Could not start a thread that takes over from '" + Thread.currentThread().getName()
					+ "' while a handler blocks it: brief handlers run on handler threads, until it can be started",
					failure);
		}
	}

	/**
	 * Called at the end of an event loop. At that of the last one, the thread ends.
	 */
	void unwatch(Leadership leadership) {
		for (Watch watch : this.watches) {
			if (watch.leadership == leadership) {
				this.watches.remove(watch);
			}
		}
		LockSupport.unpark(this.thread);
	}

	@Override
	public void run() {
		this.thread = Thread.currentThread();
		WatchPeriod period = new WatchPeriod();
		while (!this.watches.isEmpty()) {
			if (!isChecking()) {
				LockSupport.park(this);
			}
			else if (!period.isIdle()) {
				LockSupport.parkNanos(this, period.ticks() * this.settings.tick().toNanos());
				period.checked(check());
			}
			else {
				period.restart();
				fallAsleep();
			}
		}
	}

	/**
	 * Stops checking, unless a leader has entered a handler meanwhile.
	 */
	void fallAsleep() {
		this.checking.set(false);
		if (isAnyInHandler()) {
			wake();
		}
	}

	boolean isChecking() {
		return this.checking.get();
	}

	private boolean isAnyInHandler() {
		for (Watch watch : this.watches) {
			if (watch.leadership.inHandler() != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Checks all leaders.
	 * @return the most severe observation
	 */
	Observation check() {
		Observation worst = Observation.NOTHING;
		for (Watch watch : this.watches) {
			Observation seen = check(watch);
			if (seen.compareTo(worst) > 0) {
				worst = seen;
			}
		}
		return worst;
	}

	private Observation check(Watch watch) {
		try {
			return watch.check();
		}
		catch (RuntimeException | Error ex) {
			// such as no memory: the next check may succeed
			this.logLimit.log((suppressed) -> logger
				.warn("Could not replace a thread that a handler blocks" + LogLimit.suffix(suppressed), ex));
			return Observation.SAME_MESSAGE;
		}
	}

	/**
	 * Processor times of threads. Loaded when they are first needed.
	 */
	private static final class CpuTime {

		private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

		/**
		 * Returns the time in nanoseconds, -1 if it is not known.
		 */
		static long of(Thread thread) {
			return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
		}

	}

	/**
	 * What was seen of an event loop. Confined to the thread.
	 */
	private final class Watch {

		private final Leadership leadership;

		private @Nullable Leader seen;

		private int seenStep;

		private int seenEntries;

		private int checks;

		private long cpuTime;

		Watch(Leadership leadership) {
			this.leadership = leadership;
		}

		Observation check() {
			Leader leader = this.leadership.inHandler();
			int entries = this.leadership.handlerEntries();
			boolean worked = entries != this.seenEntries;
			this.seenEntries = entries;
			if (leader == null) {
				return worked ? Observation.WORK : Observation.NOTHING;
			}
			if (isNew(leader)) {
				return Observation.MESSAGE;
			}
			return (isBlocked(leader) && this.leadership.replace(leader)) ? Observation.REPLACED
					: Observation.SAME_MESSAGE;
		}

		private boolean isNew(Leader leader) {
			int step = leader.step();
			if (leader == this.seen && step == this.seenStep) {
				return false;
			}
			this.seen = leader;
			this.seenStep = step;
			this.checks = 0;
			return true;
		}

		/**
		 * A thread that waits in native code, such as for a database, is runnable for
		 * Java; then its processor time stands still. So it does for one that has no
		 * processor, or where the system measures it coarsely: such a thread is replaced
		 * although it does not block, which costs little.
		 */
		private boolean isBlocked(Leader leader) {
			long before = (this.checks > 0) ? this.cpuTime : -1;
			this.cpuTime = CpuTime.of(leader.thread());
			return ++this.checks >= LeaderWatchdog.this.settings.ticks()
					|| leader.thread().getState() != Thread.State.RUNNABLE || (before >= 0 && this.cpuTime == before);
		}

	}

}
