package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one I/O thread counts. It alone writes, so that counting costs no contention; any
 * thread may read, and sees each number whole and soon.
 */
final class IoCounters {

	private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

	/**
	 * Far enough from the array's header and from its end not to share a cache line.
	 */
	private static final int PADDING = 16;

	/**
	 * What is counted.
	 */
	enum Count {

		RECEIVED_MESSAGES, SENT_MESSAGES, RECEIVED_BYTES, SENT_BYTES, PAUSED_READS

	}

	private final long[] counts = new long[PADDING + Count.values().length + PADDING];

	void add(Count count, long amount) {
		int index = PADDING + count.ordinal();
		COUNTS.setOpaque(this.counts, index, this.counts[index] + amount);
	}

	long get(Count count) {
		return (long) COUNTS.getOpaque(this.counts, PADDING + count.ordinal());
	}

}
