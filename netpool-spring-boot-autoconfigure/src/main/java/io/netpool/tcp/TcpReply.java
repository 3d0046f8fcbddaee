package io.netpool.tcp;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.CancellationException;
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
	 * completes exceptionally is a failure of the message. If the reply times out, or the
	 * connection is closed before, the stage is completed exceptionally.
	 * @param stage stage of any reply except {@code null}
	 * @return the reply
	 */
	static Later later(CompletionStage<? extends TcpReply> stage) {
		return new Later(stage, null);
	}

	/**
	 * Returns a reply that a stage completes with, and that can be cancelled at its
	 * source.
	 * @param stage stage of any reply except {@code null}
	 * @param source source of the reply
	 * @return the reply
	 * @see #later(CompletionStage)
	 */
	static Later later(CompletionStage<? extends TcpReply> stage, Source source) {
		return new Later(stage, source);
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
	 * Source of a reply that comes later.
	 */
	interface Source {

		/**
		 * Cancels the reply, which has timed out, or whose connection is closed: releases
		 * what produces it, and completes its stage, usually with the reason. Called on
		 * the lane of the connection, at most once; the stage may be complete already.
		 * @param reason a {@link ReplyTimeoutException}, or a
		 * {@link CancellationException} if the connection is closed
		 */
		void cancel(Throwable reason);

		/**
		 * Number of replies that the source has produced, if it is a stream of several.
		 * Called on any thread.
		 * @return the number of replies, or -1 if the source produces a single one
		 */
		default long produced() {
			return -1;
		}

	}

	/**
	 * Reply that a stage completes with.
	 *
	 * @param stage stage of any reply except {@code null}
	 * @param source source of the reply, or {@code null} if the stage itself is completed
	 * to cancel it
	 */
	record Later(CompletionStage<? extends TcpReply> stage, @Nullable Source source) implements TcpReply {

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

		/**
		 * Cancels the reply at its source. Call this on the lane of the connection, at
		 * most once.
		 * @param reason reason with which the stage is completed, unless it is complete
		 */
		public void cancel(Throwable reason) {
			if (this.source != null) {
				this.source.cancel(reason);
				return;
			}
			try {
				this.stage.toCompletableFuture().completeExceptionally(reason);
			}
			catch (UnsupportedOperationException ex) {
				// a stage that cannot be completed from outside
			}
		}

		/**
		 * Number of replies that the source has produced, if it is a stream of several.
		 * @return the number of replies, or -1 if there is a single one
		 */
		public long produced() {
			return (this.source != null) ? this.source.produced() : -1;
		}

		Later handle(BiFunction<@Nullable TcpReply, @Nullable Throwable, TcpReply> function) {
			CompletionStage<TcpReply> handled = this.stage
				.handle((reply, failure) -> function.apply(reply, failure(reply, failure)));
			return new Later(handled, (this.source != null) ? this.source : this::cancel);
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

	/**
	 * Signals that an asynchronous reply has not completed within
	 * {@code netpool.tcp.handler.reply-timeout}. It is the failure of the message, which
	 * {@link TcpExceptionHandler} methods can handle.
	 */
	class ReplyTimeoutException extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		/**
		 * Creates an exception without a stack trace, since it is created where the
		 * timeout is detected and not in the handler.
		 * @param timeout timeout that has expired
		 */
		public ReplyTimeoutException(Duration timeout) {
			super("Reply has not completed within " + timeout.toMillis() + " ms ('handler.reply-timeout')", null, false,
					false);
		}

	}

}
