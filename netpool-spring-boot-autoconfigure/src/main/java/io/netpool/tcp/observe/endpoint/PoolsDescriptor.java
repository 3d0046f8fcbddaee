package io.netpool.tcp.observe.endpoint;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of all pools, and of the cluster.
 *
 * @param pools the pools by name
 * @param cluster the cluster, {@code null} if there is none
 */
record PoolsDescriptor(Map<String, PoolDescriptor> pools,
		@Nullable ClusterDescriptor cluster) implements OperationResponseBody {

}
