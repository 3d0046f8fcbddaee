package io.netpool.tcp.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.netpool.tcp.server.log.LogLimit;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Names I/O threads that do not come round their loop. It belongs to the watch.
 */
final class BlockedIoThreadDetector {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(BlockedIoThreadDetector.class);

	private static final String REMEDY_FOR_HANDLERS = "With handler.execution 'event-loop' a handler must never block:"
			+ " set it to 'auto', 'virtual' or 'platform', and handlers have threads of their own";

	private static final String REMEDY = "An I/O thread must never block: do this on another thread";

	private final PoolContext pool;

	private final Collection<IoContext> ioThreads;

	private final Duration patience;

	private final LogLimit lines = new LogLimit();

	private final Set<IoContext> named = new HashSet<>();

	BlockedIoThreadDetector(PoolContext pool, Collection<IoContext> ioThreads, Duration patience) {
		this.pool = pool;
		this.ioThreads = ioThreads;
		this.patience = patience;
	}

	void look(long now) {
		for (IoContext io : this.ioThreads) {
			Duration missing = Duration.ofNanos(io.pulse().missing(now));
			Thread thread = io.pulse().thread();
			if (thread == null || this.patience.compareTo(missing) > 0) {
				this.named.remove(io);
			}
			else if (this.named.add(io)) {
				name(thread, missing);
			}
		}
	}

	private void name(Thread thread, Duration missing) {
		this.pool.counters().blockedIoThreads().increment();
		this.lines.log((suppressed) -> {
			StackTraceFormatter place = StackTraceFormatter.of(thread.getStackTrace());
			logger.warn(
					"I/O thread {} of pool '{}' has been blocked for {} s ({} more since the last such line), and its connections wait: it is in {}. {}{}",
					thread.getName(), this.pool.name(), StackTraceFormatter.seconds(missing), suppressed, place.name(),
					place.inHandler() ? REMEDY_FOR_HANDLERS : REMEDY, place.lines());
		});
	}

}
