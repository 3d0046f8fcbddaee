package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.event.TcpConnectionClosedEvent;
import io.netpool.tcp.event.TcpConnectionOpenedEvent;

/**
 * Publishes an application event for each connection that is established and for each
 * that is closed.
 */
final class ConnectionEventEndpoint extends DelegatingTcpEndpoint {

	private final PoolEventPublisher events;

	ConnectionEventEndpoint(TcpEndpoint endpoint, PoolEventPublisher events) {
		super(endpoint);
		this.events = events;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return true;
	}

	@Override
	public TcpReply connected(TcpConnection connection) throws Throwable {
		this.events.publish(new TcpConnectionOpenedEvent(connection));
		return super.connected(connection);
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
		try {
			super.disconnected(connection, reason);
		}
		finally {
			this.events.publish(new TcpConnectionClosedEvent(connection, reason));
		}
	}

}
