package io.netpool.tcp.handler;

import java.util.concurrent.CancellationException;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpMessageScope;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Result;

/**
 * Passes failures of a handler, and of its asynchronous replies, to a
 * {@link FailureHandler}.
 *
 * @param handler handler of the messages
 * @param failures handler of its failures
 */
record ExceptionHandlingMessageHandler(MessageHandler handler, FailureHandler failures) implements MessageHandler {

	static MessageHandler of(MessageHandler handler, FailureHandler failures) {
		return (failures != FailureHandler.NONE) ? new ExceptionHandlingMessageHandler(handler, failures) : handler;
	}

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		TcpReply reply;
		try {
			reply = this.handler.handle(connection, message);
		}
		catch (Throwable ex) {
			return this.failures.handle(connection, message, ex);
		}
		return (reply instanceof Result) ? reply : new LaterFailure(this.failures, connection, message).follow(reply);
	}

	private record LaterFailure(FailureHandler failures, TcpConnection connection,
			Object message) implements TcpMessageScope {

		/**
		 * A reply that was cancelled because its connection is closed is no failure.
		 */
		@Override
		public TcpReply failed(Throwable failure) throws Throwable {
			if (failure instanceof CancellationException && !this.connection.isOpen()) {
				throw failure;
			}
			return this.failures.handle(this.connection, this.message, failure);
		}

	}

}
