/**
 * Reaching the connections of other instances of the application. Applications use
 * {@link io.netpool.tcp.cluster.TcpCluster}, and its statistics.
 */
@NullMarked
package io.netpool.tcp.cluster;

import org.jspecify.annotations.NullMarked;
