package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpUnauthenticatedException;

/**
 * Rejects messages of connections without a principal. A pool that does not require
 * authentication has no such link in its chain.
 *
 * @param handler handler of the messages of other connections
 */
record AuthenticationCheck(MessageHandler handler) implements MessageHandler {

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		require(connection);
		return this.handler.handle(connection, message);
	}

	/**
	 * Rejects messages that no method handles, too.
	 * @param failures handler of messages without a method
	 * @return the handler that checks the connection first
	 */
	static FailureHandler before(FailureHandler failures) {
		return (connection, message, failure) -> {
			require(connection);
			return failures.handle(connection, message, failure);
		};
	}

	private static void require(TcpConnection connection) {
		if (connection.principal() == null) {
			throw new TcpUnauthenticatedException();
		}
	}

}
