package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionClosedEvent;
import io.netpool.tcp.TcpConnectionOpenedEvent;
import io.netpool.tcp.TcpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the beginning and the end of each connection, around what serves it.
 *
 * @param endpoint what serves it
 * @param events where to publish
 */
record ConnectionEvents(TcpEndpoint endpoint, PoolEvents events) implements TcpEndpoint {

	@Override
	public MessageType messageType() {
		return this.endpoint.messageType();
	}

	@Override
	public boolean followsConnections() {
		return true;
	}

	@Override
	public @Nullable Object connected(TcpConnection connection) throws Throwable {
		this.events.publish(new TcpConnectionOpenedEvent(connection));
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
		try {
			this.endpoint.disconnected(connection, reason);
		}
		finally {
			this.events.publish(new TcpConnectionClosedEvent(connection, reason));
		}
	}

}
