package io.netpool.tcp.server.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.netpool.tcp.server.log.LogLimit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Detects I/O threads whose event loop does not run its tasks. Confined to the checker.
 */
final class BlockedIoThreadDetector {

	private static final Log logger = LogFactory.getLog(BlockedIoThreadDetector.class);

	private final String pool;

	private final Collection<EventLoopHeartbeat> heartbeats;

	private final Duration warnAfter;

	private final LongAdder counter;

	private final LogLimit logLimit = new LogLimit();

	private final Set<EventLoopHeartbeat> reported = new HashSet<>();

	BlockedIoThreadDetector(String pool, Collection<EventLoopHeartbeat> heartbeats, Duration warnAfter,
			LongAdder counter) {
		this.pool = pool;
		this.heartbeats = heartbeats;
		this.warnAfter = warnAfter;
		this.counter = counter;
	}

	void check(long now) {
		for (EventLoopHeartbeat heartbeat : this.heartbeats) {
			Duration overdue = Duration.ofNanos(heartbeat.overdueNanos(now));
			Thread thread = heartbeat.thread();
			if (thread == null || this.warnAfter.compareTo(overdue) > 0) {
				this.reported.remove(heartbeat);
			}
			else if (this.reported.add(heartbeat)) {
				report(heartbeat, thread, overdue);
			}
		}
	}

	private void report(EventLoopHeartbeat heartbeat, Thread thread, Duration overdue) {
		this.counter.increment();
		this.logLimit.log((suppressed) -> {
			BlockedThreadException trace = new BlockedThreadException(thread);
			IoThreadBlocker blocker = IoThreadBlocker.of(trace.getStackTrace());
			String message = "I/O thread " + thread.getName() + " of pool '" + this.pool + "' has been blocked for "
					+ overdue.toMillis() + " ms";
			String end = LogLimit.suffix(suppressed);
			// the thread may have gone on meanwhile, and be in something else
			if (heartbeat.isOverdue()) {
				logger.warn(message + " by " + blocker.description() + ", and its connections wait. " + blocker.remedy()
						+ end, trace);
			}
			else {
				logger.warn(message + "; it has just gone on" + end);
			}
		});
	}

}
