/**
 * Servers under comparison, each a program of its own.
 */
@NullMarked
package io.netpool.benchmarks.compare.peer;

import org.jspecify.annotations.NullMarked;
