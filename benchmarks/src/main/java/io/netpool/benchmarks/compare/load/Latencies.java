package io.netpool.benchmarks.compare.load;

/**
 * How often each time occurred, to a tenth of a microsecond; what takes longer than a
 * tenth of a second counts as that. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Latencies {

	private static final int STEP_NANOS = 100;

	private final int[] counts = new int[1_000_000];

	private long total;

	/**
	 * Add a time.
	 * @param nanos the time in nanoseconds
	 */
	public void add(long nanos) {
		this.counts[(int) Math.min(this.counts.length - 1, nanos / STEP_NANOS)]++;
		this.total++;
	}

	Percentiles percentiles() {
		return new Percentiles(micros(0.5), micros(0.99), micros(0.999));
	}

	/**
	 * Return the time below which a part of all times is.
	 * @param part the part, such as 0.99
	 * @return the time in microseconds, 0 without any times
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
