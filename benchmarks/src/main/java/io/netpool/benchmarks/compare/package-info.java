/**
 * Comparison of netpool with other servers, with a load generator of its own.
 */
@NullMarked
package io.netpool.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
