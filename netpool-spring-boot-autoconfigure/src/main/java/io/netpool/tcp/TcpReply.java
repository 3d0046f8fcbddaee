package io.netpool.tcp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * Reply of a {@link TcpEndpoint} to a message: a {@link Result}, a result that comes
 * {@link Later}, the {@link Next} step of the handling, or {@link Several} replies.
 * Immutable.
 *
 * @since 0.1.0
 */
public sealed interface TcpReply {

	/**
	 * Returns the result of a message that is handled and gets no reply.
	 * @return always the same result
	 */
	static Result none() {
		return Result.NONE;
	}

	/**
	 * Returns the result of a message that is handled.
	 * @param message message to send, of any type that {@link TcpEndpoint#encode}
	 * accepts; {@code null} sends none
	 * @return the result
	 */
	static Result of(@Nullable Object message) {
		return (message != null) ? new Result(message, null) : Result.NONE;
	}

	/**
	 * Returns the result of a message whose handling failed, and whose failure the
	 * application has dealt with: it is counted, but not logged.
	 * @param failure failure that was thrown
	 * @param message message to send, of any type that {@link TcpEndpoint#encode}
	 * accepts; {@code null} sends none
	 * @return the result
	 */
	static Result failure(Throwable failure, @Nullable Object message) {
		return new Result(message, failure);
	}

	/**
	 * Returns a reply that a stage completes with. Until then the lane of the connection
	 * rests, without occupying a thread, and handles no other message. A stage that
	 * completes exceptionally is a failure of the message.
	 * @param stage stage of any reply except {@code null}
	 * @return the reply
	 */
	static Later later(CompletionStage<? extends TcpReply> stage) {
		return new Later(stage);
	}

	/**
	 * Returns a reply that another step determines. The lane of the connection runs the
	 * step before any other message.
	 * @param step next step of the handling
	 * @return the reply
	 */
	static Next next(Step step) {
		return new Next(step);
	}

	/**
	 * Returns a reply that consists of several replies, which a step sends. The lane of
	 * the connection runs the step before any other message.
	 * @param step step that sends the replies, and returns the last one or none
	 * @return the reply
	 */
	static Several several(SendingStep step) {
		return new Several(step);
	}

	/**
	 * One step in the handling of a message. Steps run on the lane of the connection, one
	 * at a time, and may block as a handler may.
	 */
	@FunctionalInterface
	interface Step {

		/**
		 * Runs the step.
		 * @return the reply
		 * @throws Throwable any failure of the message
		 */
		TcpReply run() throws Throwable;

	}

	/**
	 * Step that sends several replies.
	 */
	@FunctionalInterface
	interface SendingStep {

		/**
		 * Runs the step.
		 * @param sender sends replies until the handling of the message has ended, on any
		 * thread
		 * @return the reply
		 * @throws Throwable any failure of the message
		 */
		TcpReply run(Sender sender) throws Throwable;

	}

	/**
	 * Sends several replies to one message. Thread-safe.
	 */
	interface Sender {

		/**
		 * Sends a reply; unlike {@link TcpConnection#send}, also after
		 * {@link TcpConnection#close()}, and without waiting where the client does not
		 * read. So a step that sends many replies must wait, by resting, until some have
		 * been written.
		 * @param reply reply, of any type that {@link TcpEndpoint#encode} accepts
		 * @return completes when the reply was written to the socket, and exceptionally
		 * with a {@link TcpSendException} when it was not
		 */
		CompletionStage<Void> send(Object reply);

		/**
		 * Returns whether replies can be sent.
		 * @return {@code false} as soon as the connection was lost, or closed otherwise
		 * than by {@link TcpConnection#close()}
		 */
		boolean isOpen();

	}

	/**
	 * Result of a message whose handling has ended.
	 *
	 * @param message message to send, or {@code null} for none
	 * @param failure failure that the application has dealt with, or {@code null} if the
	 * handling was successful
	 */
	record Result(@Nullable Object message, @Nullable Throwable failure) implements TcpReply {

		private static final Result NONE = new Result(null, null);

	}

	/**
	 * Reply that a stage completes with.
	 *
	 * @param stage stage of any reply except {@code null}
	 */
	record Later(CompletionStage<? extends TcpReply> stage) implements TcpReply {

		/**
		 * Returns the reply if the stage has completed with it.
		 * @return the reply, or {@code null} if the stage has not completed yet or has
		 * failed
		 */
		public @Nullable TcpReply now() {
			return (this.stage instanceof CompletableFuture<? extends TcpReply> future && future.isDone()
					&& !future.isCompletedExceptionally()) ? future.join() : null;
		}

		/**
		 * Calls an action when the stage completes, on the thread that completes it, or
		 * immediately if it is complete already.
		 * @param action receives either the reply or the failure, without the
		 * {@link CompletionException} in which a dependent stage wraps it
		 */
		public void whenComplete(BiConsumer<@Nullable TcpReply, @Nullable Throwable> action) {
			this.stage.whenComplete((reply, failure) -> action.accept(reply, failure(reply, failure)));
		}

		Later handle(BiFunction<@Nullable TcpReply, @Nullable Throwable, TcpReply> function) {
			return later(this.stage.handle((reply, failure) -> function.apply(reply, failure(reply, failure))));
		}

		private static @Nullable Throwable failure(@Nullable TcpReply reply, @Nullable Throwable failure) {
			if (failure == null) {
				return (reply != null) ? null : new NullPointerException(
						"Stage of a TcpReply completed with null; for no reply, complete it" + " with TcpReply.none()");
			}
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : null;
			return (cause != null) ? cause : failure;
		}

	}

	/**
	 * Reply that another step determines.
	 *
	 * @param step next step of the handling
	 */
	record Next(Step step) implements TcpReply {

	}

	/**
	 * Reply that consists of several replies.
	 *
	 * @param step step that sends them
	 */
	record Several(SendingStep step) implements TcpReply {

	}

}
