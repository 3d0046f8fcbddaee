package io.netpool.tcp.observe.endpoint;

import java.util.Objects;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Query for a page of a pool's connections.
 *
 * @param group group that the connections have joined, {@code null} not to filter by it
 * @param state state of the connections, likewise
 * @param address prefix of the clients' addresses, likewise
 * @param page number of the page, starting with 0
 * @param size maximum number of connections on a page
 */
record ConnectionQuery(@Nullable String group, @Nullable ConnectionState state, @Nullable String address, int page,
		int size) {

	private static final int DEFAULT_SIZE = 100;

	private static final int MAX_SIZE = 1000;

	ConnectionQuery {
		if (page < 0) {
			throw BadRequest.because("'page' is " + page + ", and must be 0 or more");
		}
		if (size < 1 || size > MAX_SIZE) {
			throw BadRequest.because("'size' is " + size + ", and must be from 1 to " + MAX_SIZE);
		}
	}

	static ConnectionQuery of(@Nullable String group, @Nullable String state, @Nullable String address,
			@Nullable Integer page, @Nullable Integer size) {
		return new ConnectionQuery(group, (state != null) ? ConnectionState.named(state) : null, address,
				Objects.requireNonNullElse(page, 0), Objects.requireNonNullElse(size, DEFAULT_SIZE));
	}

	/**
	 * Reject filtering by address where addresses are not shown: it would disclose them.
	 */
	ConnectionQuery checked(boolean details) {
		if (this.address != null && !details) {
			throw BadRequest.because("'address' is not available, since addresses are not shown "
					+ "('management.endpoint.netpool.show-details')");
		}
		return this;
	}

	/**
	 * Whether the query matches a connection that has joined its {@link #group()}.
	 */
	boolean matches(TcpConnection connection, TcpConnectionStatistics statistics) {
		return (this.state == null || this.state == ConnectionState.of(statistics))
				&& (this.address == null || hasAddress(connection, this.address));
	}

	private static boolean hasAddress(TcpConnection connection, String beginning) {
		String whole = ConnectionDescriptor.address(connection);
		return whole.startsWith(beginning) || whole.startsWith("[" + beginning);
	}

	/**
	 * Number of connections on the pages before this one.
	 */
	long before() {
		return (long) this.page * this.size;
	}

}
