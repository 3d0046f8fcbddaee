package io.netpool.tcp.interleaving;

import io.netpool.tcp.interleaving.Steps.Body;

/**
 * Runs a test in many orders.
 */
final class Explorer {

	private final Body test;

	private int orders;

	private int steps;

	Explorer(Body test) {
		this.test = test;
	}

	/**
	 * Try each order with at most so many interruptions.
	 * @param maxOrders the number of orders after which to give up
	 */
	void tryAll(int preemptions, int maxOrders) throws InterruptedException {
		EveryOrder order = new EveryOrder(preemptions);
		int last = this.orders + maxOrders;
		do {
			run(order, "with at most " + preemptions + " interruptions");
		}
		while (this.orders < last && order.next());
	}

	void tryRandomly(int preemptions, int times) throws InterruptedException {
		for (int seed = 0; seed < times; seed++) {
			run(new RandomOrder(seed, preemptions, this.steps), "of seed " + seed);
		}
	}

	private void run(Order order, String description) throws InterruptedException {
		this.orders++;
		Execution execution = new Execution(order);
		execution.run(this.test);
		this.steps = Math.max(this.steps, execution.steps());
		Throwable failure = execution.failure();
		if (failure != null) {
			throw new AssertionError("Failed in order " + this.orders + ", " + description, failure);
		}
	}

	int orders() {
		return this.orders;
	}

}
