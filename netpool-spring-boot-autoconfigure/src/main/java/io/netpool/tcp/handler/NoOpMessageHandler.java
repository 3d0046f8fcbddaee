package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * No message goes anywhere: the pool is for those who only push, or only watch
 * connections.
 */
record NoOpMessageHandler() implements MessageHandler {

	@Override
	public @Nullable Object handle(TcpConnection connection, Object message) {
		return null;
	}

}
