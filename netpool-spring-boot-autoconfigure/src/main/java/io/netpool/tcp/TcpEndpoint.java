package io.netpool.tcp;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * What a pool serves its connections with: the seam between the engine, which knows
 * connections and bytes, and whatever handles messages.
 * <p>
 * For one connection the methods are called one at a time, in order, on its lane:
 * {@link #connected}, then {@link #message} for each message, then {@link #disconnected},
 * the first and the last exactly once. For different connections they are called
 * concurrently.
 *
 * @since 0.1.0
 */
public interface TcpEndpoint {

	/**
	 * How this endpoint wants its messages.
	 * @return the same answer at each call
	 */
	MessageType messageType();

	/**
	 * Whether {@link #connected} or {@link #disconnected} does anything. Where it does
	 * not, a connection costs its lane nothing until its first message.
	 * @return the same answer at each call
	 */
	boolean followsConnections();

	/**
	 * A connection begins; with TLS, its handshake is done.
	 * @param connection the connection
	 * @return a greeting, in the form of a reply, or {@code null}
	 * @throws Throwable anything: the connection is then closed, and
	 * {@link #disconnected} told
	 */
	@Nullable Object connected(TcpConnection connection) throws Throwable;

	/**
	 * A message arrived.
	 * @param connection the connection
	 * @param message a {@link String} or {@code byte[]}, as {@link #messageType()} says
	 * @return the reply, which is anything that {@link #encode} takes; {@code null} for
	 * none; a {@link HandledFailure}; or a {@link CompletionStage} of one of these or of
	 * a {@link Continuation}, until whose completion the lane rests, without a thread
	 * @throws Throwable anything: it is logged and counted, and the connection stays open
	 */
	@Nullable Object message(TcpConnection connection, Object message) throws Throwable;

	/**
	 * Turn something that an application sends, and that is neither text nor bytes, into
	 * either.
	 * @param connection a connection that it is sent to
	 * @param message what is sent
	 * @return a {@link CharSequence} or {@code byte[]}
	 * @throws IllegalArgumentException if it is of a type that is not known
	 * @throws TcpConversionException if this one can't be converted
	 */
	default Object encode(TcpConnection connection, Object message) {
		throw new IllegalArgumentException(
				"A message must be a CharSequence or byte[], not " + message.getClass().getName());
	}

	/**
	 * A connection ended.
	 * @param connection the connection, which is closed
	 * @param reason why it ended
	 * @throws Throwable anything: it is logged
	 */
	void disconnected(TcpConnection connection, CloseReason reason) throws Throwable;

	/**
	 * What is left to do for a message whose stage has completed with this. The lane runs
	 * it where it runs messages, before any other message, whichever thread has completed
	 * the stage: it may block as a handler may.
	 */
	@FunctionalInterface
	interface Continuation {

		/**
		 * Go on with the message.
		 * @return what {@link TcpEndpoint#message} returns
		 * @throws Throwable as {@link TcpEndpoint#message} throws
		 */
		@Nullable Object proceed() throws Throwable;

	}

	/**
	 * A message whose handling failed, which someone has taken care of: it is counted as
	 * failed, and not logged.
	 *
	 * @param failure what was thrown
	 * @param reply what the client is told, in the form of a reply, or {@code null}
	 */
	record HandledFailure(Throwable failure, @Nullable Object reply) {

	}

	/**
	 * The forms in which a message can be received.
	 */
	enum MessageType {

		/**
		 * A {@link String} in the pool's charset.
		 */
		TEXT,

		/**
		 * A {@code byte[]}.
		 */
		BYTES

	}

}
