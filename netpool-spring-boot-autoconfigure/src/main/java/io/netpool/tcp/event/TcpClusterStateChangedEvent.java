package io.netpool.tcp.event;

import io.netpool.tcp.cluster.TcpCluster;

/**
 * Published when this instance reaches the other instances of its cluster, or no longer
 * does. It is published by a thread of the cluster, and listeners should not block.
 *
 * @param cluster the cluster
 * @param state the new state
 * @since 0.1.0
 */
public record TcpClusterStateChangedEvent(TcpCluster cluster, TcpCluster.State state) {

}
