package io.netpool.tcp.server.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.netty.util.concurrent.DefaultThreadFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks a pool periodically for handlers and I/O threads that are blocked.
 * <p>
 * It runs on a thread of its own, since a blocked thread cannot report itself. What it
 * reads is written anyway, so that no message costs more. The period is a quarter of the
 * time after which a blocked thread is reported, which is so much late; at least 250 ms,
 * since a check reads every connection.
 */
public final class BlockedThreadChecker {

	private static final Log logger = LogFactory.getLog(BlockedThreadChecker.class);

	private static final int CHECKS_PER_LIMIT = 4;

	private static final long MIN_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long MAX_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final String pool;

	/**
	 * Has no thread before there is something to check.
	 */
	private final ScheduledThreadPoolExecutor executor;

	public BlockedThreadChecker(String pool) {
		this.pool = pool;
		this.executor = new ScheduledThreadPoolExecutor(1,
				new DefaultThreadFactory("netpool-" + pool + "-watch", true));
	}

	/**
	 * Reports handlers that have handled one message for longer than a limit.
	 */
	public void checkHandlers(Supplier<? extends Collection<? extends WatchedLane>> lanes, Duration warnAfter,
			LongAdder counter) {
		schedule(warnAfter, new BlockedHandlerDetector(lanes, warnAfter, counter)::check);
	}

	/**
	 * Reports I/O threads that are blocked for longer than a limit.
	 */
	public void checkIoThreads(Collection<EventLoopHeartbeat> heartbeats, Duration warnAfter, LongAdder counter) {
		schedule(warnAfter, new BlockedIoThreadDetector(this.pool, heartbeats, warnAfter, counter)::check);
	}

	private void schedule(Duration warnAfter, LongConsumer check) {
		long period = Math.min(MAX_PERIOD_NANOS,
				Math.max(MIN_PERIOD_NANOS, warnAfter.dividedBy(CHECKS_PER_LIMIT).toNanos()));
		this.executor.scheduleWithFixedDelay(new Check(period, check), period, period, TimeUnit.NANOSECONDS);
	}

	/**
	 * Ends the checks. One that is under way is not interrupted, since it may be writing
	 * to the log.
	 */
	public void close() {
		this.executor.shutdown();
	}

	/**
	 * A periodic check with a clock of its own, which advances by two periods at most at
	 * a time: after the whole process was suspended, not everything seems to be blocked.
	 */
	private static final class Check implements Runnable {

		private final long period;

		private final LongConsumer check;

		private long last = System.nanoTime();

		private long clock;

		Check(long period, LongConsumer check) {
			this.period = period;
			this.check = check;
		}

		@Override
		public void run() {
			long now = System.nanoTime();
			this.clock += Math.min(now - this.last, 2 * this.period);
			this.last = now;
			try {
				this.check.accept(this.clock);
			}
			catch (RuntimeException | Error ex) {
				// such as no memory for a stack trace: the next check may succeed
				logger.warn("Check for blocked threads failed", ex);
			}
		}

	}

}
