package io.netpool.tcp.handler.reply;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Source;
import org.jspecify.annotations.Nullable;

/**
 * Replies with the result of a stage.
 *
 * @param stage stage that a handler has returned
 * @param reply reply that completes with its result
 */
record StageReply(CompletionStage<?> stage,
		LateReply reply) implements BiConsumer<@Nullable Object, @Nullable Throwable>, Source {

	/**
	 * Replies with the result of a stage.
	 * @param stage stage that a handler has returned
	 * @param conversion conversion of its result
	 * @return the reply
	 */
	static TcpReply of(CompletionStage<?> stage, LateReply.Conversion conversion) {
		StageReply reply = new StageReply(stage, new LateReply(conversion));
		stage.whenComplete(reply);
		return TcpReply.later(reply.reply(), reply);
	}

	@Override
	public void accept(@Nullable Object result, @Nullable Throwable failure) {
		if (failure != null) {
			this.reply.completeExceptionally(failure);
		}
		else {
			this.reply.completeWith(result);
		}
	}

	/**
	 * First fails the reply with the reason, which would otherwise be the cancellation of
	 * the stage.
	 */
	@Override
	public void cancel(Throwable reason) {
		this.reply.completeExceptionally(reason);
		try {
			this.stage.toCompletableFuture().cancel(true);
		}
		catch (UnsupportedOperationException ex) {
			// a stage that cannot be cancelled
		}
	}

}
