package io.netpool.benchmarks.compare.load;

import java.time.Duration;

/**
 * Durations of a load.
 *
 * @param warmUp the duration of the warm-up, which is not measured
 * @param measured the duration of the measured part, after the warm-up
 * @since 0.1.0
 */
public record Timing(Duration warmUp, Duration measured) {

}
