package io.netpool.tcp.server.lane;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the messages given to handlers and the time that handlers had a thread for them.
 * Any number of runners add, once per run of a lane, without contention.
 */
public final class HandlerTimes {

	private final LongAdder messages = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final LongAdder failedNanos = new LongAdder();

	/**
	 * Adds one run of a lane. Messages are not timed one by one, since reading the clock
	 * costs as much as a small handler: each failed message is counted with the mean time
	 * of its run.
	 * @param handled the number of messages, at least 1
	 * @param failed how many of them failed
	 * @param took the duration of the run in nanoseconds
	 */
	void add(int handled, int failed, long took) {
		this.messages.add(handled);
		this.nanos.add(took);
		if (failed > 0) {
			this.failedNanos.add(took / handled * failed);
		}
	}

	public long messages() {
		return this.messages.sum();
	}

	public Duration time() {
		return Duration.ofNanos(this.nanos.sum());
	}

	public Duration failedTime() {
		return Duration.ofNanos(this.failedNanos.sum());
	}

}
