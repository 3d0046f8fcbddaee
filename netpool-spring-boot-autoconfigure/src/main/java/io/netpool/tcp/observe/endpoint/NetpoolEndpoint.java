package io.netpool.tcp.observe.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnections;
import io.netpool.tcp.cluster.TcpCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint} that shows acceptor pools, their connections and the cluster, pauses,
 * resumes and resizes pools, and closes connections. The operations on connections are in
 * its extensions: over HTTP they have paths, which JMX has not.
 *
 * @since 0.1.0
 */
@Endpoint(id = "netpool")
public final class NetpoolEndpoint {

	private final Map<String, TcpAcceptorPool> pools = new LinkedHashMap<>();

	private final TcpConnections connections;

	private final @Nullable TcpCluster cluster;

	private final EndpointVisibility visibility;

	/**
	 * Create an endpoint.
	 * @param pools the pools
	 * @param connections the connections of all pools
	 * @param cluster the cluster, {@code null} if there is none
	 * @param visibility to whom to show details
	 */
	public NetpoolEndpoint(List<? extends TcpAcceptorPool> pools, TcpConnections connections,
			@Nullable TcpCluster cluster, EndpointVisibility visibility) {
		pools.forEach((pool) -> this.pools.put(pool.name(), pool));
		this.connections = connections;
		this.cluster = cluster;
		this.visibility = visibility;
	}

	@ReadOperation
	PoolsDescriptor pools() {
		Map<String, PoolDescriptor> described = new LinkedHashMap<>();
		this.pools.forEach((name, pool) -> described.put(name, PoolDescriptor.of(pool)));
		return new PoolsDescriptor(described, (this.cluster != null) ? ClusterDescriptor.of(this.cluster) : null);
	}

	@ReadOperation
	@Nullable PoolDescriptor pool(@Selector String pool) {
		TcpAcceptorPool found = this.pools.get(pool);
		return (found != null) ? PoolDescriptor.of(found) : null;
	}

	@WriteOperation
	@Nullable PoolDescriptor change(@Selector String pool, @Nullable String state, @Nullable Integer acceptors) {
		PoolChange change = new PoolChange(state, acceptors);
		TcpAcceptorPool found = this.pools.get(pool);
		if (found == null) {
			return null;
		}
		change.applyTo(found);
		return PoolDescriptor.of(found);
	}

	EndpointVisibility visibility() {
		return this.visibility;
	}

	/**
	 * The connections of a pool, {@code null} if there is no such pool.
	 */
	@Nullable PoolConnections connections(String pool) {
		TcpAcceptorPool found = this.pools.get(pool);
		return (found != null) ? new PoolConnections(this.connections, found) : null;
	}

}
