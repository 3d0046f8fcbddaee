package io.netpool.tcp.server.simulation;

import java.util.Random;

/**
 * Decides at which points threads of a simulation are preempted, and for how long.
 */
final class Preemption {

	private static final int MAX_NANOS = 3_000_000;

	private static final int[] MAXIMA = { 1, 1, MAX_NANOS / 50, MAX_NANOS / 5, MAX_NANOS };

	private static final int FREQUENT = 50;

	private final Random random;

	/**
	 * Mean number of points from one preemption to the next, 0 for none.
	 */
	private final int points;

	private int left;

	Preemption(Random random) {
		this.random = random;
		this.points = Plan.any(random, 0, 300, 60, 15, 4);
		draw();
	}

	/**
	 * Returns whether threads are preempted every few methods.
	 */
	boolean isFrequent() {
		return this.points > 0 && this.points < FREQUENT;
	}

	/**
	 * Called at each point.
	 * @return whether the thread is preempted
	 */
	boolean isDue() {
		if (this.points == 0 || --this.left > 0) {
			return false;
		}
		draw();
		return true;
	}

	private void draw() {
		this.left = 1 + this.random.nextInt(Math.max(1, 2 * this.points));
	}

	/**
	 * Returns for how long a preempted thread has no processor: often for as long as
	 * others have their turn, sometimes for long.
	 */
	int nanos() {
		return this.random.nextInt(MAXIMA[this.random.nextInt(MAXIMA.length)]);
	}

}
