/**
 * Startup of an application with netpool, compared with the same one without.
 */
@NullMarked
package io.netpool.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
