package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * What is done about a message whose handling failed.
 */
@FunctionalInterface
interface FailureHandler {

	/**
	 * Nothing: the engine logs and counts it.
	 */
	FailureHandler NONE = (connection, message, failure) -> {
		throw failure;
	};

	TcpReply handle(TcpConnection connection, Object message, Throwable failure) throws Throwable;

}
