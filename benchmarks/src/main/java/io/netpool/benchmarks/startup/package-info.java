/**
 * The start of an application with netpool, beside the same one without.
 */
@NullMarked
package io.netpool.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
