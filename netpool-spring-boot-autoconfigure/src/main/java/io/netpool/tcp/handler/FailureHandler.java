package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

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

	@Nullable Object handle(TcpConnection connection, Object message, Throwable failure) throws Throwable;

}
