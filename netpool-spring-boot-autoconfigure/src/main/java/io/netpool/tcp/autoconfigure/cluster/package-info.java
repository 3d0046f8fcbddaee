/**
 * Auto-configuration of the cluster.
 */
@NullMarked
package io.netpool.tcp.autoconfigure.cluster;

import org.jspecify.annotations.NullMarked;
