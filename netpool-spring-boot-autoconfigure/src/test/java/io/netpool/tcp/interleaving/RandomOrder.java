package io.netpool.tcp.interleaving;

import java.util.Random;

/**
 * An order in which threads are interrupted at random, so many times at most.
 */
final class RandomOrder implements Order {

	private final Random random;

	private final int steps;

	private int preemptions;

	/**
	 * Create an order.
	 * @param steps about how many steps there will be
	 */
	RandomOrder(long seed, int maxPreemptions, int steps) {
		this.random = new Random(seed);
		this.preemptions = maxPreemptions;
		this.steps = steps;
	}

	@Override
	public boolean mayPreempt() {
		return this.preemptions > 0;
	}

	@Override
	public int choose(int count, boolean preempts) {
		if (!preempts) {
			return this.random.nextInt(count);
		}
		if (count == 1 || this.random.nextInt(this.steps) >= 2 * this.preemptions) {
			return 0;
		}
		this.preemptions--;
		return 1 + this.random.nextInt(count - 1);
	}

}
