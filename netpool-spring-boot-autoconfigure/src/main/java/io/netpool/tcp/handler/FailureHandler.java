package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * Handles the failure of a message.
 */
@FunctionalInterface
interface FailureHandler {

	/**
	 * Rethrows the failure, which the engine then logs and counts.
	 */
	FailureHandler NONE = (connection, message, failure) -> {
		throw failure;
	};

	TcpReply handle(TcpConnection connection, Object message, Throwable failure) throws Throwable;

}
