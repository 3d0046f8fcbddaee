package io.netpool.tcp.server.leader;

/**
 * The time until a watchdog checks its leaders again. Waking the thread costs as much as
 * several messages, so it checks less often while no handler blocks. A handler that it
 * finds running is checked again after one tick.
 * <p>
 * Confined to the thread of the watchdog.
 */
final class WatchPeriod {

	/**
	 * Maximum number of ticks between two checks: connections wait for that long behind
	 * the first handler that blocks.
	 */
	static final int MAX_TICKS = 4;

	/**
	 * Number of checks without a replaced leader after which the period gets a tick
	 * longer.
	 */
	static final int CALM_CHECKS = 256;

	/**
	 * Number of checks without work after which the thread sleeps. Waking it from a sleep
	 * costs the event loop as much as some checks.
	 */
	static final int IDLE_CHECKS = 5;

	private int ticks = 1;

	private int calmChecks;

	private int idleChecks;

	/**
	 * Whether the last check was the first one of the handler that was running.
	 */
	private boolean seenOnce;

	/**
	 * Returns the number of ticks until the next check.
	 */
	int ticks() {
		return this.ticks;
	}

	/**
	 * Returns whether the last checks have found no work.
	 */
	boolean isIdle() {
		return this.idleChecks >= IDLE_CHECKS;
	}

	/**
	 * Called before the thread sleeps: after a sleep, the first check follows after one
	 * tick.
	 */
	void restart() {
		this.idleChecks = 0;
		this.seenOnce = false;
		this.ticks = 1;
	}

	/**
	 * Called after a check.
	 * @param found the most severe observation of the check
	 */
	void checked(Observation found) {
		this.idleChecks = (found == Observation.NOTHING) ? this.idleChecks + 1 : 0;
		this.calmChecks = (found == Observation.REPLACED) ? 0
				: Math.min((MAX_TICKS - 1) * CALM_CHECKS, this.calmChecks + 1);
		// a busy event loop is found in one handler after the other
		this.seenOnce = found == Observation.MESSAGE && !this.seenOnce;
		boolean again = found == Observation.SAME_MESSAGE || this.seenOnce;
		this.ticks = again ? 1 : 1 + this.calmChecks / CALM_CHECKS;
	}

	/**
	 * The state in which a check finds an event loop, in the order of severity.
	 */
	enum Observation {

		/**
		 * No handler has been called since the last check.
		 */
		NOTHING,

		/**
		 * Handlers have been called, but none is running.
		 */
		WORK,

		/**
		 * A handler is running that was not at the last check.
		 */
		MESSAGE,

		/**
		 * The handler is running that was at the last check.
		 */
		SAME_MESSAGE,

		/**
		 * The leader was replaced.
		 */
		REPLACED

	}

}
