package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * No message goes anywhere: the pool is for those who only push, or only watch
 * connections.
 */
record NoOpMessageHandler() implements MessageHandler {

	@Override
	public TcpReply handle(TcpConnection connection, Object message) {
		return TcpReply.none();
	}

}
