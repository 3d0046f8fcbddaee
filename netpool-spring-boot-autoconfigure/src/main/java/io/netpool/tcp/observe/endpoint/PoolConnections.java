package io.netpool.tcp.observe.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnections;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one pool.
 *
 * @param connections the connections of all pools
 * @param pool the pool
 */
record PoolConnections(TcpConnections connections, TcpAcceptorPool pool) {

	ConnectionsDescriptor page(ConnectionQuery query, boolean details) {
		ConnectionPage page = new ConnectionPage(query);
		members(query.group()).forEach(page::add);
		return page.describe(details);
	}

	/**
	 * Close the connection with the given id.
	 * @return whether the pool has such a connection
	 */
	boolean close(String id) {
		Optional<TcpConnection> connection = this.connections.find(id).filter(this::isMember);
		connection.ifPresent(TcpConnection::close);
		return connection.isPresent();
	}

	/**
	 * Close the connections that have joined a group.
	 * @return the number of these connections
	 */
	int closeGroup(String group) {
		List<TcpConnection> members = members(group).toList();
		members.forEach(TcpConnection::close);
		return members.size();
	}

	private Stream<TcpConnection> members(@Nullable String group) {
		return (group != null) ? this.connections.group(group).connections().filter(this::isMember)
				: Stream.concat(Stream.of(this.pool.name()), this.pool.protocols().stream())
					.flatMap((name) -> this.connections.pool(name).connections());
	}

	private boolean isMember(TcpConnection connection) {
		return connection.pool().equals(this.pool.name()) || this.pool.protocols().contains(connection.pool());
	}

}
