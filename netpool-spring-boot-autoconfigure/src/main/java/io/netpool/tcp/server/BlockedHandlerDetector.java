package io.netpool.tcp.server;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;

import io.netpool.tcp.server.log.LogLimit;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Names handlers that have been in one message for long. It belongs to the watch.
 * <p>
 * A lane that is run is at the same {@link Lane#step() step} at two looks if its handler
 * has not returned in between. How long that is counts from the first of these looks, so
 * it is never too much. A message that waits for a reply that is completed elsewhere has
 * no thread, and is left out.
 */
final class BlockedHandlerDetector {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(BlockedHandlerDetector.class);

	private final PoolContext pool;

	private final Duration patience;

	private final LogLimit lines = new LogLimit();

	/**
	 * The lanes that were run at the last look.
	 */
	private Map<Lane, Sight> seen = Map.of();

	BlockedHandlerDetector(PoolContext pool, Duration patience) {
		this.pool = pool;
		this.patience = patience;
	}

	void look(long now) {
		Map<Lane, Sight> running = new IdentityHashMap<>();
		for (ServedConnection connection : this.pool.registry().all()) {
			Lane lane = connection.lane();
			// before the step: see there
			Thread thread = lane.thread();
			if (thread != null) {
				Sight sight = sight(this.seen.get(lane), lane.step(), now);
				running.put(lane, sight);
				if (!sight.named && this.patience.compareTo(sight.age(now)) <= 0) {
					sight.named = true;
					name(connection, thread, sight, now);
				}
			}
		}
		this.seen = running;
	}

	private static Sight sight(@Nullable Sight before, int step, long now) {
		return (before != null && before.step == step) ? before : new Sight(step, now);
	}

	private void name(ServedConnection connection, Thread thread, Sight sight, long now) {
		this.pool.counters().heldHandlers().increment();
		this.lines.log((suppressed) -> {
			StackTraceFormatter place = StackTraceFormatter.of(thread.getStackTrace());
			Lane lane = connection.lane();
			// the thread may have taken another lane meanwhile
			String where = (lane.thread() == thread && lane.step() == sight.step)
					? "is in " + place.name() + place.lines() : "has just gone on";
			logger.warn(
					"Handler of connection {} of pool '{}' has held its lane for {} s on thread {} ({} more since the last such line), and {}",
					connection.id(), this.pool.name(), StackTraceFormatter.seconds(sight.age(now)),
					StackTraceFormatter.name(thread), suppressed, where);
		});
	}

	/**
	 * A lane at the first look at which it was in a message.
	 */
	private static final class Sight {

		private final int step;

		private final long since;

		private boolean named;

		Sight(int step, long since) {
			this.step = step;
			this.since = since;
		}

		Duration age(long now) {
			return Duration.ofNanos(now - this.since);
		}

	}

}
