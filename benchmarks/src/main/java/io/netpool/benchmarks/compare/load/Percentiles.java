package io.netpool.benchmarks.compare.load;

/**
 * Percentiles of times, in µs.
 *
 * @param median the 50th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @since 0.1.0
 */
public record Percentiles(double median, double p99, double p999) {

	/**
	 * No times: all 0.
	 */
	public static final Percentiles NONE = new Percentiles(0, 0, 0);

}
