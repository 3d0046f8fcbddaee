package io.netpool.tcp.server.settings;

import java.time.Duration;

/**
 * When a thread that runs a handler on its event loop is replaced there.
 *
 * @param tick the period in which it is looked at
 * @param ticks the number of ticks in the same message after which it is replaced
 * although it computes; it is replaced at the first one if it waits
 * @since 0.1.0
 */
public record LeaderSettings(Duration tick, int ticks) {

	/**
	 * A millisecond is short for those that wait behind a handler, and long for the
	 * processor.
	 */
	public static final LeaderSettings DEFAULT = new LeaderSettings(Duration.ofMillis(1), 4);

}
