package io.netpool.sample.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The snapshots of the last two minutes, with which a page begins. Any thread may call.
 */
class History {

	/**
	 * One more than the seconds: rates are between two snapshots.
	 */
	private static final int SIZE = 121;

	private final Deque<Snapshot> snapshots = new ArrayDeque<>();

	synchronized void add(Snapshot snapshot) {
		if (this.snapshots.size() == SIZE) {
			this.snapshots.removeFirst();
		}
		this.snapshots.add(snapshot);
	}

	synchronized List<Snapshot> snapshots() {
		return List.copyOf(this.snapshots);
	}

}
