package io.netpool.tcp.interleaving;

import java.util.ArrayList;
import java.util.List;

/**
 * Each order with at most so many interruptions, one after the other: a depth-first
 * search, which runs the test anew up to where it chooses another thread.
 */
final class EveryOrder implements Order {

	private final int maxPreemptions;

	private final List<Choice> path = new ArrayList<>();

	private int depth;

	private int preemptions;

	EveryOrder(int maxPreemptions) {
		this.maxPreemptions = maxPreemptions;
	}

	/**
	 * Go to the next order.
	 * @return whether there is one
	 */
	boolean next() {
		this.depth = 0;
		this.preemptions = 0;
		while (!this.path.isEmpty()) {
			Choice last = this.path.remove(this.path.size() - 1);
			if (last.chosen() + 1 < last.count()) {
				this.path.add(new Choice(last.chosen() + 1, last.count()));
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean mayPreempt() {
		return this.preemptions < this.maxPreemptions;
	}

	@Override
	public int choose(int count, boolean preempts) {
		if (count == 1) {
			return 0;
		}
		if (this.depth == this.path.size()) {
			this.path.add(new Choice(0, count));
		}
		Choice choice = this.path.get(this.depth);
		if (choice.count() != count) {
			// something else than this order has an influence, such as a hash code: go on
			// from here in a new way
			this.path.subList(this.depth, this.path.size()).clear();
			choice = new Choice(0, count);
			this.path.add(choice);
		}
		this.depth++;
		if (preempts && choice.chosen() > 0) {
			this.preemptions++;
		}
		return choice.chosen();
	}

	private record Choice(int chosen, int count) {

	}

}
