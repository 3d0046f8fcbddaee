package io.netpool.sample.restart;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What callers have seen. One thread writes, any reads.
 */
final class Tally {

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger told = new AtomicInteger();

	private final List<String> losses = new CopyOnWriteArrayList<>();

	void answered() {
		this.answered.incrementAndGet();
	}

	void told() {
		this.told.incrementAndGet();
	}

	void lost(String how) {
		this.losses.add(how);
	}

	/**
	 * How many questions were answered.
	 */
	int answers() {
		return this.answered.get();
	}

	/**
	 * How often a caller was told that its server leaves.
	 */
	int farewells() {
		return this.told.get();
	}

	/**
	 * What became of the questions that were not answered.
	 */
	List<String> losses() {
		return this.losses;
	}

}
