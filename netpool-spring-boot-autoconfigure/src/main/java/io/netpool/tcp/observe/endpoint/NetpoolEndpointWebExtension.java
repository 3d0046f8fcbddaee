package io.netpool.tcp.observe.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Extends the {@link NetpoolEndpoint} over HTTP: connections have paths, and details are
 * shown to authorized users.
 * <p>
 * A problem with a request is described in the body of the response, since the web layer
 * does not include reasons by default.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = NetpoolEndpoint.class)
public final class NetpoolEndpointWebExtension {

	/**
	 * The fixed segment of the paths of connections. An operation's path has no other
	 * segments than those of its selectors, so it is one, with one permitted value.
	 */
	private static final String CONNECTIONS = "connections";

	private final NetpoolEndpoint endpoint;

	private final EndpointVisibility visibility;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 */
	public NetpoolEndpointWebExtension(NetpoolEndpoint endpoint) {
		this.endpoint = endpoint;
		this.visibility = endpoint.visibility();
	}

	/**
	 * Types of response bodies that are not in the signatures of operations, for the
	 * reflection hints of native images.
	 */
	public static List<Class<?>> bodies() {
		return List.of(PoolDescriptor.class, ConnectionsDescriptor.class, ClosedDescriptor.class,
				ProblemDescriptor.class);
	}

	@WriteOperation
	WebEndpointResponse<Object> change(@Selector String pool, @Nullable String state, @Nullable Integer acceptors) {
		return respond(() -> this.endpoint.change(pool, state, acceptors));
	}

	@ReadOperation
	WebEndpointResponse<Object> connections(SecurityContext context, @Selector String pool,
			@Selector String connections, @Nullable String group, @Nullable String state, @Nullable String address,
			@Nullable Integer page, @Nullable Integer size) {
		boolean details = this.visibility.showsDetails(context);
		return respondFrom(pool, connections, (members) -> members
			.page(ConnectionQuery.of(group, state, address, page, size).checked(details), details));
	}

	@DeleteOperation
	WebEndpointResponse<Object> closeGroup(@Selector String pool, @Selector String connections,
			@Nullable String group) {
		return respondFrom(pool, connections, (members) -> {
			if (group == null) {
				throw BadRequest.because("Set 'group' to the group whose connections are to be closed");
			}
			return new ClosedDescriptor(members.closeGroup(group));
		});
	}

	@DeleteOperation
	WebEndpointResponse<Object> closeConnection(@Selector String pool, @Selector String connections,
			@Selector String id) {
		PoolConnections members = members(pool, connections);
		boolean closed = members != null && members.close(id);
		return new WebEndpointResponse<>(
				closed ? WebEndpointResponse.STATUS_NO_CONTENT : WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private WebEndpointResponse<Object> respondFrom(String pool, String connections,
			Function<PoolConnections, Object> operation) {
		PoolConnections members = members(pool, connections);
		return respond(() -> (members != null) ? operation.apply(members) : null);
	}

	private @Nullable PoolConnections members(String pool, String connections) {
		return connections.equals(CONNECTIONS) ? this.endpoint.connections(pool) : null;
	}

	private static WebEndpointResponse<Object> respond(Supplier<@Nullable Object> operation) {
		try {
			Object body = operation.get();
			return (body != null) ? new WebEndpointResponse<>(body)
					: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (InvalidEndpointRequestException ex) {
			return new WebEndpointResponse<>(new ProblemDescriptor(Objects.requireNonNull(ex.getReason())),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

}
