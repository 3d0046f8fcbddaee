package io.netpool.benchmarks.compare.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Counts the answers of a load's measured part, and ends it.
 */
final class Measurement {

	private final Latencies latencies = new Latencies();

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Timing timing;

	private long begin;

	private long end;

	private boolean measuring;

	private long begun;

	private long ended;

	private long busy;

	private long answered;

	Measurement(Timing timing) {
		this.timing = timing;
	}

	/**
	 * The load begins, with its warm-up.
	 */
	void start() {
		this.begin = System.nanoTime() + this.timing.warmUp().toNanos();
		this.end = this.begin + this.timing.measured().toNanos();
	}

	/**
	 * Look at the clock.
	 * @return whether the load is to go on
	 */
	boolean goesOn() {
		long now = System.nanoTime();
		if (!this.measuring && now - this.begin >= 0) {
			this.measuring = true;
			this.begun = now;
			this.busy = -threads.getCurrentThreadCpuTime();
		}
		if (now - this.end < 0) {
			return true;
		}
		this.measuring = false;
		this.ended = now;
		this.busy += threads.getCurrentThreadCpuTime();
		return false;
	}

	void answered(int messages) {
		if (this.measuring) {
			this.answered += messages;
		}
	}

	void took(long nanos) {
		if (this.measuring) {
			this.latencies.add(nanos);
		}
	}

	Outcome outcome() {
		double nanos = this.ended - this.begun;
		return new Outcome(this.answered / nanos * 1e9, this.latencies.medianMicros(), this.busy / nanos);
	}

}
