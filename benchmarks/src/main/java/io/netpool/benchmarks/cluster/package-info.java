/**
 * Cost of a cluster: two instances and one Redis server on this machine.
 */
@NullMarked
package io.netpool.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
