/**
 * Load generator with one thread, which verifies every byte received.
 */
@NullMarked
package io.netpool.benchmarks.compare.load;

import org.jspecify.annotations.NullMarked;
