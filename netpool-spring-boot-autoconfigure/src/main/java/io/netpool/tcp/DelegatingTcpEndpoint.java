package io.netpool.tcp;

import java.util.function.Function;

/**
 * {@link TcpEndpoint} that delegates all calls to another endpoint. Base class for the
 * endpoints of a {@link TcpEndpointDecorator}, which override what they decorate. To
 * surround the handling of messages, use a {@link TcpMessageScope}.
 *
 * @since 0.1.0
 */
public abstract class DelegatingTcpEndpoint implements TcpEndpoint {

	private final TcpEndpoint endpoint;

	/**
	 * Creates a decorator.
	 * @param endpoint endpoint to delegate to
	 */
	protected DelegatingTcpEndpoint(TcpEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public MessageType messageType() {
		return this.endpoint.messageType();
	}

	@Override
	public boolean handlesConnectionEvents() {
		return this.endpoint.handlesConnectionEvents();
	}

	@Override
	public TcpReply connected(TcpConnection connection) throws Throwable {
		return this.endpoint.connected(connection);
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) throws Throwable {
		return this.endpoint.message(connection, message);
	}

	@Override
	public Object encode(Object message) {
		return this.endpoint.encode(message);
	}

	@Override
	public <T> Function<byte[], T> reader(Class<T> type) {
		return this.endpoint.reader(type);
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		this.endpoint.disconnected(connection, reason);
	}

}
