package io.netpool.tcp.handler;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpEndpoint.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * What is done when a message has its reply, or has failed for good: on the lane, also if
 * that is later and completed elsewhere.
 */
interface ReplyFollower {

	@Nullable Object replied(@Nullable Object reply) throws Throwable;

	@Nullable Object failed(Throwable failure) throws Throwable;

	/**
	 * Follow a reply to its end.
	 * @param reply the reply, or a stage of it
	 * @return what the lane is given in its place
	 * @throws Throwable what {@link #replied} throws
	 */
	default @Nullable Object follow(@Nullable Object reply) throws Throwable {
		return (reply instanceof CompletionStage<?> stage) ? stage.handle(this::next) : replied(reply);
	}

	private Continuation next(@Nullable Object reply, @Nullable Throwable failure) {
		if (failure != null) {
			Throwable cause = failure.getCause();
			Throwable thrown = (failure instanceof CompletionException && cause != null) ? cause : failure;
			return () -> failed(thrown);
		}
		return (reply instanceof Continuation continuation) ? () -> proceed(continuation) : () -> replied(reply);
	}

	private @Nullable Object proceed(Continuation continuation) throws Throwable {
		Object reply;
		try {
			reply = continuation.proceed();
		}
		catch (Throwable ex) {
			return failed(ex);
		}
		return follow(reply);
	}

}
