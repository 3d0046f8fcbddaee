package io.netpool.tcp.server;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages handlers were given, and how long they had a thread for them. Runners
 * of any number add, once per run of a lane, without contention.
 */
final class HandlerTimes {

	private final LongAdder messages = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final LongAdder failedNanos = new LongAdder();

	/**
	 * Add what a lane ran without a break. The time of each message is not taken, since
	 * reading the clock costs as much as a small handler does: those that failed are
	 * counted with the mean.
	 * @param handled how many messages, at least 1
	 * @param failed how many of them failed
	 * @param took how long, in nanoseconds
	 */
	void add(int handled, int failed, long took) {
		this.messages.add(handled);
		this.nanos.add(took);
		if (failed > 0) {
			this.failedNanos.add(took / handled * failed);
		}
	}

	long messages() {
		return this.messages.sum();
	}

	Duration time() {
		return Duration.ofNanos(this.nanos.sum());
	}

	Duration failedTime() {
		return Duration.ofNanos(this.failedNanos.sum());
	}

}
