package io.netpool.benchmarks.compare.load;

/**
 * Histogram of times in steps of 0.1 µs. Times of more than 100 ms count as 100 ms. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Latencies {

	private static final int STEP_NANOS = 100;

	private final int[] counts = new int[1_000_000];

	private long total;

	/**
	 * Adds a time.
	 * @param nanos the time in ns
	 */
	public void add(long nanos) {
		this.counts[(int) Math.min(this.counts.length - 1, nanos / STEP_NANOS)]++;
		this.total++;
	}

	Percentiles percentiles() {
		return new Percentiles(micros(0.5), micros(0.99), micros(0.999));
	}

	/**
	 * Returns a percentile.
	 * @param part the share of all times that are below it, such as 0.99
	 * @return the time in µs, 0 if there are no times
	 */
	public double micros(double part) {
		long left = (long) (this.total * part);
		int step = 0;
		while (step < this.counts.length - 1 && left >= this.counts[step]) {
			left -= this.counts[step++];
		}
		return (this.total > 0) ? step * STEP_NANOS / 1e3 : 0;
	}

}
