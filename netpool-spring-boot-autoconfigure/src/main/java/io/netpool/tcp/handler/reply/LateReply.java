package io.netpool.tcp.handler.reply;

import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpReply;
import org.jspecify.annotations.Nullable;

/**
 * Reply that completes with a value.
 */
final class LateReply extends CompletableFuture<TcpReply> {

	private final Conversion conversion;

	/**
	 * Creates a reply that is not complete.
	 * @param conversion conversion of the value
	 */
	LateReply(Conversion conversion) {
		this.conversion = conversion;
	}

	/**
	 * Completes the reply with a value. A value that has to be encoded is encoded on the
	 * lane, not on the calling thread.
	 * @param value value to reply with, or {@code null} for no reply
	 */
	void completeWith(@Nullable Object value) {
		boolean encoded = value == null || value instanceof String || value instanceof byte[];
		complete(encoded ? TcpReply.of(value) : TcpReply.next(() -> this.conversion.reply(value)));
	}

	/**
	 * Conversion of a value into a reply.
	 */
	@FunctionalInterface
	interface Conversion {

		/**
		 * Converts a value into a reply, on the lane.
		 * @param value value to convert
		 * @return the reply
		 * @throws Throwable any failure of the conversion
		 */
		TcpReply reply(@Nullable Object value) throws Throwable;

	}

}
