package io.netpool.benchmarks.compare;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Spread of a figure over the rounds.
 *
 * @param least the minimum
 * @param median the median, the mean of the middle two of an even number of values
 * @param greatest the maximum
 */
record Spread(double least, double median, double greatest) {

	static Optional<Spread> of(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		if (sorted.length == 0) {
			return Optional.empty();
		}
		double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
		return Optional.of(new Spread(sorted[0], median, sorted[sorted.length - 1]));
	}

}
