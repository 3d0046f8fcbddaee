package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * Handles messages. Thread-safe.
 */
@FunctionalInterface
interface MessageHandler {

	TcpReply handle(TcpConnection connection, Object message) throws Throwable;

}
