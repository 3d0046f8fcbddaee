/**
 * JMH microbenchmarks of parts of netpool.
 */
@NullMarked
package io.netpool.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
