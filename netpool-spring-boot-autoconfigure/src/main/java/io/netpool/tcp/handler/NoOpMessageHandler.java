package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * Discards all messages, for pools without {@code @TcpHandler} methods, which only send
 * messages or handle connection events.
 */
record NoOpMessageHandler() implements MessageHandler {

	@Override
	public TcpReply handle(TcpConnection connection, Object message) {
		return TcpReply.none();
	}

}
