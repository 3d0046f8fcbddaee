package io.netpool.tcp.observe.endpoint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/**
 * Extends the {@link NetpoolEndpoint} over JMX with operations on connections. The
 * filters and the paging of {@code connections} may be {@code null}.
 *
 * @since 0.1.0
 */
@EndpointJmxExtension(endpoint = NetpoolEndpoint.class)
public final class NetpoolEndpointJmxExtension {

	private final NetpoolEndpoint endpoint;

	private final EndpointVisibility visibility;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 */
	public NetpoolEndpointJmxExtension(NetpoolEndpoint endpoint) {
		this.endpoint = endpoint;
		this.visibility = endpoint.visibility();
	}

	@ReadOperation
	ConnectionsDescriptor connections(String pool, @Nullable String group, @Nullable String state,
			@Nullable String address, @Nullable Integer page, @Nullable Integer size) {
		boolean details = this.visibility.showsDetails();
		return members(pool).page(ConnectionQuery.of(group, state, address, page, size).checked(details), details);
	}

	@DeleteOperation
	ClosedDescriptor closeGroup(String pool, String group) {
		return new ClosedDescriptor(members(pool).closeGroup(group));
	}

	@DeleteOperation
	ClosedDescriptor closeConnection(String pool, String id) {
		return new ClosedDescriptor(members(pool).close(id) ? 1 : 0);
	}

	private PoolConnections members(String pool) {
		PoolConnections members = this.endpoint.connections(pool);
		if (members == null) {
			throw BadRequest.because("There is no pool '" + pool + "'");
		}
		return members;
	}

}
