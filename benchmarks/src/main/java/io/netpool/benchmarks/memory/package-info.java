/**
 * The memory that idle connections take.
 */
@NullMarked
package io.netpool.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
