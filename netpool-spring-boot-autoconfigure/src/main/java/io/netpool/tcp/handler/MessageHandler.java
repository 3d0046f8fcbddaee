package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * One link of the chain that handles a message. Thread-safe.
 */
@FunctionalInterface
interface MessageHandler {

	TcpReply handle(TcpConnection connection, Object message) throws Throwable;

}
