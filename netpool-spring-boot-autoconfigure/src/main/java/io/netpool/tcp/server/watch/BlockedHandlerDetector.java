package io.netpool.tcp.server.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.log.LogLimit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Detects handlers that have handled one message for long. Confined to the checker.
 * <p>
 * A lane that is run is at the same {@link Lane#step() step} at two checks if its handler
 * has not returned in between. The time counts from the first of these checks, so that it
 * is never too long. A message whose reply another thread completes has no thread: it is
 * logged without a stack trace, and a stream of replies, which may be a subscription, is
 * left out.
 */
final class BlockedHandlerDetector {

	private static final Log logger = LogFactory.getLog(BlockedHandlerDetector.class);

	private final Supplier<? extends Collection<? extends WatchedLane>> lanes;

	private final Duration warnAfter;

	private final LongAdder counter;

	private final LogLimit logLimit = new LogLimit();

	private final LogLimit replyLogLimit = new LogLimit();

	/**
	 * The lanes that were run at the previous check, with weak keys, so that those of
	 * closed connections are not kept until the next one.
	 */
	private Map<Lane, Sighting> seen = Map.of();

	BlockedHandlerDetector(Supplier<? extends Collection<? extends WatchedLane>> lanes, Duration warnAfter,
			LongAdder counter) {
		this.lanes = lanes;
		this.warnAfter = warnAfter;
		this.counter = counter;
	}

	void check(long now) {
		Map<Lane, Sighting> running = new WeakHashMap<>();
		for (WatchedLane watched : this.lanes.get()) {
			Lane lane = watched.lane();
			// before the step: see there
			Thread thread = lane.thread();
			boolean awaitsReply = thread == null && lane.isResting() && lane.repliesProduced() < 0;
			if (thread != null || awaitsReply) {
				Sighting sighting = sighting(lane, now);
				running.put(lane, sighting);
				Duration age = Duration.ofNanos(now - sighting.since);
				if (!sighting.reported && this.warnAfter.compareTo(age) <= 0) {
					sighting.reported = true;
					if (thread != null) {
						report(watched, thread, sighting, age);
					}
					else {
						reportReply(watched, age);
					}
				}
			}
		}
		this.seen = running;
	}

	private Sighting sighting(Lane lane, long now) {
		Sighting previous = this.seen.get(lane);
		int step = lane.step();
		return (previous != null && previous.step == step) ? previous : new Sighting(step, now);
	}

	private void reportReply(WatchedLane watched, Duration age) {
		this.replyLogLimit.log((suppressed) -> logger.warn("Asynchronous reply to a message of " + watched.label()
				+ " has not completed for " + age.toMillis() + " ms" + LogLimit.suffix(suppressed)));
	}

	private void report(WatchedLane watched, Thread thread, Sighting sighting, Duration age) {
		this.counter.increment();
		this.logLimit.log((suppressed) -> {
			BlockedThreadException trace = new BlockedThreadException(thread);
			String message = "Handler of " + watched.label() + " has been handling one message for " + age.toMillis()
					+ " ms, on thread " + BlockedThreadException.nameOf(thread) + LogLimit.suffix(suppressed);
			// the thread may have gone on meanwhile, and the trace be another lane's
			Lane lane = watched.lane();
			if (lane.thread() == thread && lane.step() == sighting.step) {
				logger.warn(message, trace);
			}
			else {
				logger.warn(message + "; it has just returned");
			}
		});
	}

	/**
	 * A lane in one message, at the first check that found it there.
	 */
	private static final class Sighting {

		private final int step;

		private final long since;

		private boolean reported;

		Sighting(int step, long since) {
			this.step = step;
			this.since = since;
		}

	}

}
