package io.netpool.tcp.server;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import io.netpool.tcp.server.settings.WatchSettings;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Looks at a pool now and then for handlers and I/O threads that are stuck.
 * <p>
 * It looks from a thread of its own, since what is stuck can't say so, and an I/O thread
 * least of all. What it looks at is written anyway, so that no message costs more. A look
 * is at every quarter of the pool's patience, and what is stuck is named that much late;
 * it is never more often than four times a second, since it reads each connection.
 */
final class BlockedThreadChecker {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(BlockedThreadChecker.class);

	private static final int LOOKS = 4;

	private static final Duration SHORTEST_TURN = Duration.ofMillis(250);

	private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

	/**
	 * Has no thread before there is something to look at.
	 */
	private final ScheduledThreadPoolExecutor turns;

	BlockedThreadChecker(String pool) {
		this.turns = new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("netpool-" + pool + "-watch", true));
	}

	void start(PoolContext pool, Collection<IoContext> ioThreads) {
		WatchSettings settings = pool.settings().watch();
		if (settings.handler() != null) {
			look(settings.handler(), new BlockedHandlerDetector(pool, settings.handler())::look);
		}
		if (settings.io() != null) {
			look(settings.io(), new BlockedIoThreadDetector(pool, ioThreads, settings.io())::look);
		}
	}

	private void look(Duration patience, LongConsumer look) {
		Duration part = patience.dividedBy(LOOKS);
		Duration atLeast = (part.compareTo(SHORTEST_TURN) > 0) ? part : SHORTEST_TURN;
		long turn = ((atLeast.compareTo(LONGEST_TURN) < 0) ? atLeast : LONGEST_TURN).toNanos();
		this.turns.scheduleWithFixedDelay(new Turn(turn, look), turn, turn, TimeUnit.NANOSECONDS);
	}

	/**
	 * Look no longer. A look that is under way is not interrupted: it may be writing to
	 * the log.
	 */
	void close() {
		this.turns.shutdown();
	}

	/**
	 * One of the looks, and its clock. Where the whole process had to stand still, the
	 * clock does so, too: it goes on by two turns at most at a time. Otherwise everything
	 * would seem to be stuck when the process goes on.
	 */
	private static final class Turn implements Runnable {

		private final long length;

		private final LongConsumer look;

		private long last = System.nanoTime();

		private long clock;

		Turn(long length, LongConsumer look) {
			this.length = length;
			this.look = look;
		}

		@Override
		public void run() {
			long now = System.nanoTime();
			this.clock += Math.min(now - this.last, 2 * this.length);
			this.last = now;
			try {
				this.look.accept(this.clock);
			}
			catch (RuntimeException | Error ex) {
				// such as no memory for a stack trace: the next look may have more luck
				logger.warn("A look for blocked threads failed", ex);
			}
		}

	}

}
