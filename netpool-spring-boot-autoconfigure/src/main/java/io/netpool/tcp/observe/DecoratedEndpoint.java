package io.netpool.tcp.observe;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Leaves everything to another endpoint, but what a subclass puts something around.
 */
abstract class DecoratedEndpoint implements TcpEndpoint {

	private final TcpEndpoint endpoint;

	DecoratedEndpoint(TcpEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public MessageType messageType() {
		return this.endpoint.messageType();
	}

	@Override
	public boolean followsConnections() {
		return this.endpoint.followsConnections();
	}

	@Override
	public @Nullable Object connected(TcpConnection connection) throws Throwable {
		return this.endpoint.connected(connection);
	}

	@Override
	public @Nullable Object message(TcpConnection connection, Object message) throws Throwable {
		return this.endpoint.message(connection, message);
	}

	@Override
	public Object encode(TcpConnection connection, Object message) {
		return this.endpoint.encode(connection, message);
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		this.endpoint.disconnected(connection, reason);
	}

}
