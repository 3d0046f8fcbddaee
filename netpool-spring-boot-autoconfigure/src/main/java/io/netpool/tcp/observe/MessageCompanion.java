package io.netpool.tcp.observe;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.TcpEndpoint.Continuation;
import io.netpool.tcp.TcpEndpoint.HandledFailure;
import org.jspecify.annotations.Nullable;

/**
 * Goes with one message from the call of its handler to its last reply. A handler may
 * work in several pieces, one after the other: the call itself, and the continuations of
 * the stages that it returns, each on the lane.
 */
interface MessageCompanion {

	/**
	 * Run a piece of the handler's work with what belongs around it.
	 * @param piece the piece
	 * @return what it returns
	 * @throws Throwable what it throws
	 */
	@Nullable Object within(Continuation piece) throws Throwable;

	/**
	 * The last reply is known, or there is none. Called once, behind the last piece: on
	 * the lane, or on the thread that has completed the last stage.
	 * @param failure what was thrown, also if someone has handled it
	 */
	void ended(@Nullable Throwable failure);

	/**
	 * Go with a message.
	 * @param piece the first piece, or the next
	 * @return what the lane is given
	 * @throws Throwable what the piece throws
	 */
	default @Nullable Object accompany(Continuation piece) throws Throwable {
		Object reply;
		try {
			reply = within(piece);
		}
		catch (Throwable ex) {
			ended(ex);
			throw ex;
		}
		return follow(reply);
	}

	private @Nullable Object follow(@Nullable Object reply) {
		if (reply instanceof CompletionStage<?> stage) {
			return stage.handle(this::completed);
		}
		if (reply instanceof Continuation next) {
			return (Continuation) () -> accompany(next);
		}
		ended((reply instanceof HandledFailure handled) ? handled.failure() : null);
		return reply;
	}

	private @Nullable Object completed(@Nullable Object reply, @Nullable Throwable failure) {
		if (failure == null) {
			return follow(reply);
		}
		Throwable cause = failure.getCause();
		Throwable thrown = (failure instanceof CompletionException && cause != null) ? cause : failure;
		ended(thrown);
		throw new CompletionException(thrown);
	}

}
