package io.netpool.benchmarks.compare.load;

/**
 * What was measured of a load all of whose bytes came back.
 *
 * @param perSecond answered messages per second; of clients that come and go, one each
 * @param medianMicros the median of the time from a message to its answer, where one is
 * on its way at a time, else 0
 * @param busy which part of the time the load generator's thread ran: where that is close
 * to 1, what is measured is the generator
 * @since 0.1.0
 */
public record Outcome(double perSecond, double medianMicros, double busy) {

}
