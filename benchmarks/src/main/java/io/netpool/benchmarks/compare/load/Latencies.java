package io.netpool.benchmarks.compare.load;

/**
 * How often each time occurred, to a tenth of a microsecond; what takes longer than a
 * tenth of a second counts as that.
 */
final class Latencies {

	private static final int STEP_NANOS = 100;

	private final int[] counts = new int[1_000_000];

	private long total;

	void add(long nanos) {
		this.counts[(int) Math.min(this.counts.length - 1, nanos / STEP_NANOS)]++;
		this.total++;
	}

	double medianMicros() {
		long left = this.total / 2;
		int step = 0;
		while (step < this.counts.length - 1 && left >= this.counts[step]) {
			left -= this.counts[step++];
		}
		return (this.total > 0) ? step * STEP_NANOS / 1e3 : 0;
	}

}
