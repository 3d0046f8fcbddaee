package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;

/**
 * Turns the failure of a message into a reply, or rethrows it.
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
