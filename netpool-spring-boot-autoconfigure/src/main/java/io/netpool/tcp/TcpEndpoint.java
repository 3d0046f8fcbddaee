package io.netpool.tcp;

import java.util.function.Function;

/**
 * Serves the connections of a pool. It is the interface between the engine, which handles
 * connections and bytes, and the application, which handles messages.
 * <p>
 * For one connection, the methods are called one at a time and in order on its lane:
 * {@link #connected} once, {@link #message} for each message, {@link #disconnected} once.
 * For different connections, they are called concurrently.
 *
 * @since 0.1.0
 */
public interface TcpEndpoint {

	/**
	 * Type of the messages that {@link #message} receives.
	 * @return the same type on each call
	 */
	MessageType messageType();

	/**
	 * Whether {@link #connected} or {@link #disconnected} does anything. If not, the lane
	 * of a connection does not run before its first message.
	 * @return the same answer on each call
	 */
	boolean handlesConnectionEvents();

	/**
	 * Called when a connection is established; with TLS, after the handshake.
	 * @param connection new connection
	 * @return the greeting to send, or {@link TcpReply#none()}
	 * @throws Throwable any failure: the connection is closed, and then
	 * {@link #disconnected} is called
	 */
	TcpReply connected(TcpConnection connection) throws Throwable;

	/**
	 * Called for each message.
	 * @param connection connection that has received the message
	 * @param message message, a {@link String}, {@code byte[]} or other object according
	 * to {@link #messageType}
	 * @return the reply; until it is a {@link TcpReply.Result}, the connection handles no
	 * other message
	 * @throws Throwable any failure: it is logged and counted, and the connection stays
	 * open. A {@link TcpCloseException} or a {@link TcpUnauthenticatedException} is not
	 * logged, and closes it
	 */
	TcpReply message(TcpConnection connection, Object message) throws Throwable;

	/**
	 * Encodes a message that the application sends and that is neither text nor bytes.
	 * Called on any thread.
	 * @param message message to encode
	 * @return a {@link CharSequence} or {@code byte[]}
	 * @throws IllegalArgumentException if messages of this type cannot be encoded
	 * @throws TcpConversionException if this message cannot be encoded
	 */
	default Object encode(Object message) {
		throw new IllegalArgumentException(
				"A message must be a CharSequence or byte[], not " + message.getClass().getName());
	}

	/**
	 * Returns a function that reads messages of a type that is neither {@link String} nor
	 * {@code byte[]}, for {@link TcpConnection#exchange}. Called on any thread; the
	 * function is called on an I/O thread.
	 * @param <T> type of the messages
	 * @param type type to read
	 * @return a function of the payload of a frame, which throws a
	 * {@link TcpConversionException} if that cannot be converted
	 * @throws IllegalArgumentException if messages of this type cannot be read
	 */
	default <T> Function<byte[], T> reader(Class<T> type) {
		throw new IllegalArgumentException("A message can be read as String or byte[], not as " + type.getName());
	}

	/**
	 * Called when a connection has been closed, after its last message.
	 * @param connection closed connection
	 * @param reason close reason
	 * @throws Throwable any failure: it is logged
	 */
	void disconnected(TcpConnection connection, CloseReason reason) throws Throwable;

	/**
	 * Type of the messages that an endpoint receives.
	 */
	enum MessageType {

		/**
		 * A {@link String}, decoded with the charset of the pool.
		 */
		TEXT,

		/**
		 * A {@code byte[]}.
		 */
		BYTES,

		/**
		 * An object that the framing has parsed, of its
		 * {@linkplain TcpFraming#messageType() message type}.
		 */
		OBJECT

	}

}
