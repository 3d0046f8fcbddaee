/**
 * What a cluster costs: two instances and a Redis on this machine.
 */
@NullMarked
package io.netpool.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
