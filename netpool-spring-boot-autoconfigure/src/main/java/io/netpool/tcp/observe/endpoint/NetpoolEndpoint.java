package io.netpool.tcp.observe.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnections;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The Actuator endpoint that shows what pools and their connections do, pauses, resumes
 * and resizes pools, and closes connections. What belongs to connections is in its
 * extensions, since their paths are not a matter of JMX.
 *
 * @since 0.1.0
 */
@Endpoint(id = "netpool")
public final class NetpoolEndpoint {

	private final Map<String, TcpAcceptorPool> pools = new LinkedHashMap<>();

	private final TcpConnections connections;

	private final ShownSettings settings;

	private final EndpointVisibility visibility;

	/**
	 * Create an endpoint.
	 * @param pools the pools
	 * @param connections their connections
	 * @param settings their settings
	 * @param functions what the application does not want to be shown
	 * @param visibility who may see what
	 */
	public NetpoolEndpoint(List<? extends TcpAcceptorPool> pools, TcpConnections connections, TcpPoolSettings settings,
			List<SanitizingFunction> functions, EndpointVisibility visibility) {
		pools.forEach((pool) -> this.pools.put(pool.name(), pool));
		this.connections = connections;
		this.settings = new ShownSettings(settings, functions);
		this.visibility = visibility;
	}

	@ReadOperation
	PoolsDescriptor pools() {
		return pools(this.visibility.showsValues());
	}

	@ReadOperation
	@Nullable PoolDescriptor pool(@Selector String pool) {
		return pool(pool, this.visibility.showsValues());
	}

	@WriteOperation
	@Nullable PoolDescriptor change(@Selector String pool, @Nullable String state, @Nullable Integer acceptors) {
		return change(pool, new PoolChange(state, acceptors), this.visibility.showsValues());
	}

	EndpointVisibility visibility() {
		return this.visibility;
	}

	PoolsDescriptor pools(boolean values) {
		Map<String, PoolDescriptor> described = new LinkedHashMap<>();
		this.pools.forEach((name, pool) -> described.put(name, describe(pool, values)));
		return new PoolsDescriptor(described);
	}

	@Nullable PoolDescriptor pool(String name, boolean values) {
		TcpAcceptorPool pool = this.pools.get(name);
		return (pool != null) ? describe(pool, values) : null;
	}

	@Nullable PoolDescriptor change(String name, PoolChange change, boolean values) {
		TcpAcceptorPool pool = this.pools.get(name);
		if (pool == null) {
			return null;
		}
		change.applyTo(pool);
		return describe(pool, values);
	}

	/**
	 * The connections of a pool, {@code null} if there is no such pool.
	 */
	@Nullable PoolConnections connections(String pool) {
		return this.pools.containsKey(pool) ? new PoolConnections(this.connections, pool) : null;
	}

	private PoolDescriptor describe(TcpAcceptorPool pool, boolean values) {
		return PoolDescriptor.of(pool, this.settings.tls(pool.name()), this.settings.of(pool.name(), values));
	}

}
