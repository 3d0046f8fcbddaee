package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a message. Thread-safe.
 */
@FunctionalInterface
interface MessageHandler {

	@Nullable Object handle(TcpConnection connection, Object message) throws Throwable;

}
