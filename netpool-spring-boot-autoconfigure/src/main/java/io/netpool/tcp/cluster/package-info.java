/**
 * Reaching the connections of other instances. Independent of what carries the messages,
 * which is a {@code ClusterEngine}.
 */
@NullMarked
package io.netpool.tcp.cluster;

import org.jspecify.annotations.NullMarked;
