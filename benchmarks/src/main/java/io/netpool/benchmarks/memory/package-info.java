/**
 * Memory of idle connections.
 */
@NullMarked
package io.netpool.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
