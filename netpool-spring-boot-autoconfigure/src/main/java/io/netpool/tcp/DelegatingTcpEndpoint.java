package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Leaves everything to another endpoint, but what a subclass puts something around. It is
 * for those who write a {@link TcpEndpointDecorator}.
 *
 * @since 0.1.0
 */
public abstract class DelegatingTcpEndpoint implements TcpEndpoint {

	private final TcpEndpoint endpoint;

	/**
	 * Put something around an endpoint.
	 * @param endpoint what serves the pool
	 */
	protected DelegatingTcpEndpoint(TcpEndpoint endpoint) {
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
