package io.netpool.tcp.observe.endpoint;

import java.util.Comparator;
import java.util.List;

import io.netpool.tcp.cluster.TcpCluster;
import io.netpool.tcp.observe.TagValues;

/**
 * Description of the cluster that this instance is in.
 *
 * @param name the name of the cluster
 * @param instance the id of this instance
 * @param state whether this instance reaches the others: {@code connected} or
 * {@code disconnected}
 * @param instances the instances that are known to be there, the oldest first
 */
record ClusterDescriptor(String name, String instance, String state, List<TcpCluster.Instance> instances) {

	private static final Comparator<TcpCluster.Instance> OLDEST_FIRST = Comparator.comparing(TcpCluster.Instance::since)
		.thenComparing(TcpCluster.Instance::id);

	static ClusterDescriptor of(TcpCluster cluster) {
		return new ClusterDescriptor(cluster.name(), cluster.instance(), TagValues.of(cluster.state()),
				cluster.instances().stream().sorted(OLDEST_FIRST).toList());
	}

}
