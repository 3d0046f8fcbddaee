package io.netpool.tcp.server.detect;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;

/**
 * The endpoint of a pool that has handlers for detected protocols only: it is never
 * called, since a connection of no protocol is closed.
 */
public final class UndetectedEndpoint implements TcpEndpoint {

	public static final UndetectedEndpoint INSTANCE = new UndetectedEndpoint();

	private UndetectedEndpoint() {
	}

	@Override
	public MessageType messageType() {
		return MessageType.BYTES;
	}

	@Override
	public boolean handlesConnectionEvents() {
		return false;
	}

	@Override
	public TcpReply connected(TcpConnection connection) {
		return TcpReply.none();
	}

	@Override
	public TcpReply message(TcpConnection connection, Object message) {
		throw new IllegalStateException("The protocol of this connection has not been detected");
	}

	@Override
	public void disconnected(TcpConnection connection, CloseReason reason) {
	}

}
