package io.netpool.tcp.server.settings;

import java.time.Duration;

/**
 * Which handlers the thread of an event loop runs itself, and when it is replaced there.
 *
 * @param brief the time per message below which it runs the handlers of a connection
 * @param tick the shortest time between two checks whether it is blocked
 * @param ticks the number of ticks in the same message after which it is replaced
 * although it computes; it is replaced at the first one if it waits
 * @since 0.1.0
 */
public record LeaderSettings(Duration brief, Duration tick, int ticks) {

	/**
	 * A handler is brief that takes no more than some times what handing a message to
	 * another thread costs. A tick of a millisecond is short for those that wait behind a
	 * handler, and long for the processor.
	 */
	public static final LeaderSettings DEFAULT = new LeaderSettings(Duration.ofNanos(50_000), Duration.ofMillis(1), 4);

}
