package io.netpool.tcp.handler;

import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Something is done about what a handler throws, and about what its reply completes with.
 *
 * @param handler the handler
 * @param failures what is done
 */
record ExceptionHandlingMessageHandler(MessageHandler handler, FailureHandler failures) implements MessageHandler {

	static MessageHandler of(MessageHandler handler, FailureHandler failures) {
		return (failures != FailureHandler.NONE) ? new ExceptionHandlingMessageHandler(handler, failures) : handler;
	}

	@Override
	public @Nullable Object handle(TcpConnection connection, Object message) throws Throwable {
		Object reply;
		try {
			reply = this.handler.handle(connection, message);
		}
		catch (Throwable ex) {
			return this.failures.handle(connection, message, ex);
		}
		return (reply instanceof CompletionStage) ? new Follower(this.failures, connection, message).follow(reply)
				: reply;
	}

	private record Follower(FailureHandler failures, TcpConnection connection,
			Object message) implements ReplyFollower {

		@Override
		public @Nullable Object replied(@Nullable Object reply) {
			return reply;
		}

		@Override
		public @Nullable Object failed(Throwable failure) throws Throwable {
			return this.failures.handle(this.connection, this.message, failure);
		}

	}

}
