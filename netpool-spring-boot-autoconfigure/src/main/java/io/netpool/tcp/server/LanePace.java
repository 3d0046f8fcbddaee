package io.netpool.tcp.server;

/**
 * Whether a lane's handlers block. Lanes that don't are run one after the other by one
 * runner; a lane that does gets a thread of its own, until it has been quick for a while.
 */
final class LanePace {

	/**
	 * A message that took less is quick; it is about what a thread of its own costs to
	 * start, several times over.
	 */
	private static final long QUICK_NANOS = 100_000;

	private static final int QUICK_RUNS = 16;

	private enum Pace {

		UNKNOWN, QUICK, BLOCKING

	}

	private volatile Pace pace = Pace.UNKNOWN;

	private int quickRuns;

	boolean isUnknown() {
		return this.pace == Pace.UNKNOWN;
	}

	boolean isBlocking() {
		return this.pace == Pace.BLOCKING;
	}

	/**
	 * It held up the runner that it shared.
	 */
	void heldUp() {
		this.quickRuns = 0;
		this.pace = Pace.BLOCKING;
	}

	/**
	 * It ran on a shared runner, and did not hold it up.
	 */
	void passed() {
		if (this.pace == Pace.UNKNOWN) {
			this.pace = Pace.QUICK;
		}
	}

	/**
	 * It ran on a thread of its own.
	 * @return whether it was quick
	 */
	boolean ranAlone(long nanos, int messages) {
		boolean quick = nanos < QUICK_NANOS * Math.max(1, messages);
		if (!quick) {
			heldUp();
		}
		else if (++this.quickRuns >= QUICK_RUNS) {
			this.pace = Pace.QUICK;
		}
		return quick;
	}

}
