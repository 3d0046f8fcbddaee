/**
 * The load generator: one thread, which compares every byte that comes back.
 */
@NullMarked
package io.netpool.benchmarks.compare.load;

import org.jspecify.annotations.NullMarked;
