package io.netpool.tcp.server.statistics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one I/O thread counts. It is the only writer, so that counting needs neither a
 * compare-and-set nor a full fence; any thread may read.
 */
public final class IoCounters {

	/**
	 * Far enough from the array's header and from its end not to share a cache line.
	 */
	private static final int PADDING = 16;

	/**
	 * A total that is counted.
	 */
	public enum Count {

		RECEIVED_MESSAGES, DROPPED_FRAMES, SENT_MESSAGES, RECEIVED_BYTES, SENT_BYTES, PAUSED_READS

	}

	private final AtomicLongArray counts = new AtomicLongArray(PADDING + Count.values().length + PADDING);

	/**
	 * Called on the I/O thread.
	 */
	public void add(Count count, long amount) {
		int index = PADDING + count.ordinal();
		this.counts.lazySet(index, this.counts.getPlain(index) + amount);
	}

	long get(Count count) {
		return this.counts.get(PADDING + count.ordinal());
	}

}
