package io.netpool.tcp.server.lane;

/**
 * Whether the handlers of a lane block. Lanes whose handlers are quick share a runner;
 * one whose handlers block gets a thread of its own, until it has been quick for a while.
 */
final class LanePace {

	/**
	 * Time per message below which a run counts as quick: several times what starting a
	 * thread costs.
	 */
	private static final long QUICK_NANOS = 100_000;

	/**
	 * Number of quick runs after which a lane shares a runner again.
	 */
	private static final int QUICK_RUNS = 16;

	/**
	 * Number of brief runs in a row after which the leader of an event loop runs the
	 * lane.
	 */
	private static final int BRIEF_RUNS = 2;

	private enum Pace {

		UNKNOWN, QUICK, BLOCKING

	}

	private volatile Pace pace = Pace.UNKNOWN;

	private boolean handled;

	private int quickRuns;

	/**
	 * Number of brief runs in a row, up to those that are needed.
	 */
	private int briefRuns;

	private int nanosPerMessage;

	boolean isUnknown() {
		return this.pace == Pace.UNKNOWN;
	}

	boolean isBlocking() {
		return this.pace == Pace.BLOCKING;
	}

	/**
	 * Whether the lane has handled a message.
	 */
	boolean hasHandled() {
		return this.handled;
	}

	/**
	 * Called by the event loop before the lane runs: whether its handlers were brief of
	 * late, and have not blocked.
	 */
	boolean isBrief() {
		return this.briefRuns >= BRIEF_RUNS && this.pace == Pace.QUICK;
	}

	/**
	 * Estimate of the time per message, at most that of a brief one: whether messages are
	 * brief is decided by the runs since.
	 */
	int nanosPerMessage() {
		return this.nanosPerMessage;
	}

	/**
	 * Called after each run, by its thread.
	 * @param briefNanos the time per message below which a run counts as brief
	 * @return whether the run was brief
	 */
	boolean ran(long nanos, int messages, long briefNanos) {
		long each = nanos / Math.max(1, messages);
		boolean brief = each < briefNanos;
		if (messages > 0) {
			long estimated = Math.min(Math.min(each, briefNanos), Integer.MAX_VALUE);
			this.nanosPerMessage = estimate(this.nanosPerMessage, (int) estimated);
		}
		this.handled |= messages > 0;
		if (!brief) {
			this.briefRuns = 0;
		}
		else if (messages > 0 && this.briefRuns < BRIEF_RUNS) {
			this.briefRuns++;
		}
		return brief;
	}

	/**
	 * Called when the lane has blocked the runner that it shared.
	 */
	void blocked() {
		this.quickRuns = 0;
		this.pace = Pace.BLOCKING;
	}

	/**
	 * Called after a run on a shared runner or an event loop that the lane did not block.
	 */
	void ranShared() {
		if (this.pace == Pace.UNKNOWN) {
			this.pace = Pace.QUICK;
		}
	}

	/**
	 * Called after a run on a thread of its own.
	 * @return whether the run was quick
	 */
	boolean ranDedicated(long nanos, int messages) {
		boolean quick = nanos < QUICK_NANOS * Math.max(1, messages);
		if (!quick) {
			blocked();
		}
		else if (++this.quickRuns >= QUICK_RUNS) {
			this.pace = Pace.QUICK;
		}
		return quick;
	}

	/**
	 * Returns a new estimate: the latest time, or seven eighths of the estimate before if
	 * that is more.
	 */
	static int estimate(int before, int now) {
		return Math.max(now, before - before / 8);
	}

}
