package io.netpool.tcp.observe.endpoint;

import java.util.Objects;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Which connections of a pool are asked for.
 *
 * @param group the group that they have joined, any or none if {@code null}
 * @param state what they are doing, anything if {@code null}
 * @param address what their clients' addresses begin with, anything if {@code null}
 * @param page the number of the page, the first one is 0
 * @param size how many are on a page
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
	 * Whoever may not see addresses may not try them out either.
	 */
	ConnectionQuery checked(boolean details) {
		if (this.address != null && !details) {
			throw BadRequest.because("'address' can't be asked for, since addresses are not shown: "
					+ "see 'management.endpoint.netpool.show-details'");
		}
		return this;
	}

	/**
	 * Whether a connection of the {@link #group()} is asked for.
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
	 * How many of the oldest connections are on earlier pages.
	 */
	long before() {
		return (long) this.page * this.size;
	}

}
