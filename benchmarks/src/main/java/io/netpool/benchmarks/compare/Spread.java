package io.netpool.benchmarks.compare;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What several rounds have brought.
 *
 * @param least the least of them
 * @param median the one in the middle, or the mean of the two that are
 * @param greatest the greatest of them
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
