package io.netpool.benchmarks.compare.load;

import java.time.Duration;

/**
 * How long a load lasts.
 *
 * @param warmUp what is not measured, at first
 * @param measured what is measured, after that
 * @since 0.1.0
 */
public record Timing(Duration warmUp, Duration measured) {

}
