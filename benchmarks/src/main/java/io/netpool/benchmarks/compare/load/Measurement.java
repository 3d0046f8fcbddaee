package io.netpool.benchmarks.compare.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Counts the replies of the measured part of a load and determines its end. Used by the
 * thread that runs the load.
 */
final class Measurement {

	private final Latencies latencies = new Latencies();

	private final Latencies lateness = new Latencies();

	private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Timing timing;

	private final Supplier<Duration> processorTime;

	private long begin;

	private long end;

	private boolean measuring;

	private long begun;

	private long ended;

	private long busy;

	private Duration serverBegun = Duration.ZERO;

	private Duration serverEnded = Duration.ZERO;

	private long answered;

	/**
	 * Creates a measurement.
	 * @param processorTime returns the processor time that the server has used so far
	 */
	Measurement(Timing timing, Supplier<Duration> processorTime) {
		this.timing = timing;
		this.processorTime = processorTime;
	}

	/**
	 * Starts the clock. The warm-up comes first.
	 */
	void start() {
		this.begin = System.nanoTime() + this.timing.warmUp().toNanos();
		this.end = this.begin + this.timing.measured().toNanos();
	}

	/**
	 * Starts or ends the measured part when it is time.
	 * @return whether the load continues
	 */
	boolean goesOn() {
		long now = System.nanoTime();
		if (!this.measuring && now - this.begin >= 0) {
			this.measuring = true;
			this.begun = now;
			this.serverBegun = this.processorTime.get();
			this.busy = -threads.getCurrentThreadCpuTime();
		}
		if (now - this.end < 0) {
			return true;
		}
		this.measuring = false;
		this.ended = now;
		this.busy += threads.getCurrentThreadCpuTime();
		this.serverEnded = this.processorTime.get();
		return false;
	}

	void answered(int messages) {
		if (this.measuring) {
			this.answered += messages;
		}
	}

	/**
	 * Records the lateness of a message. Times are {@link System#nanoTime()}.
	 */
	void sent(long intended, long now) {
		if (isMeasured(intended)) {
			this.lateness.add(now - intended);
		}
	}

	/**
	 * Records the reply to a message. It counts if the intended time of the message is in
	 * the measured part, whenever the reply arrives.
	 */
	void answered(long intended, long now) {
		if (isMeasured(intended)) {
			this.answered++;
			this.latencies.add(now - intended);
		}
	}

	private boolean isMeasured(long intended) {
		return intended - this.begin >= 0 && intended - this.end < 0;
	}

	void took(long nanos) {
		if (this.measuring) {
			this.latencies.add(nanos);
		}
	}

	Outcome outcome() {
		double nanos = this.ended - this.begun;
		return new Outcome(this.answered / nanos * 1e9, this.latencies.percentiles(), this.lateness.percentiles(),
				serverMicros(), this.busy / nanos);
	}

	private double serverMicros() {
		double nanos = this.serverEnded.minus(this.serverBegun).toNanos();
		return (this.answered > 0) ? nanos / this.answered / 1e3 : 0;
	}

}
