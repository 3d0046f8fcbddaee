package io.netpool.tcp.cluster;

import java.time.Duration;

/**
 * The settings of a cluster.
 *
 * @param name its name
 * @param timeout how long an instance's answer is awaited, and after which a message is
 * no longer written
 * @param lease how long an instance that says nothing counts as there
 * @param maxPending the maximum memory of the messages that are under way, in bytes
 * @param required whether the start fails if the cluster can't be connected
 * @hidden
 */
public record ClusterSettings(String name, Duration timeout, Duration lease, long maxPending, boolean required) {

}
