package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Intercepts connections and messages of all pools, or those of {@link TcpPool}. Beans of
 * this type are called in the order given by {@code @Order}, on the lane of the
 * connection, concurrently for different connections. {@link TcpConnection#pool()}
 * returns the name of the pool.
 *
 * @since 0.1.0
 */
public interface TcpInterceptor {

	/**
	 * Called when a connection is established; with TLS, after the handshake. If it is
	 * denied, it is closed with {@link CloseReason#APPLICATION} after the messages that
	 * were sent to it, and neither {@link TcpConnected} nor {@link TcpDisconnected}
	 * methods are called.
	 * @param connection new connection
	 * @return {@code true} to accept the connection; after {@code false}, no further
	 * interceptor is called
	 * @throws Exception any failure: it is logged, and the connection is closed with
	 * {@link CloseReason#HANDLER_ERROR}
	 */
	default boolean connecting(TcpConnection connection) throws Exception {
		return true;
	}

	/**
	 * Called before a message is handled.
	 * @param connection connection that has received the message
	 * @param message message: a {@code byte[]} if a handler of the pool takes bytes or a
	 * type of a {@link TcpMessageConverter}, or none takes the message, otherwise a
	 * {@link String}; or what the framing has parsed
	 * @return {@code true} to handle the message; after {@code false}, no further
	 * interceptor and no handler is called, and no reply is sent
	 * @throws Exception any failure: it is treated like an exception of a handler
	 */
	default boolean before(TcpConnection connection, Object message) throws Exception {
		return true;
	}

	/**
	 * Called when the handling of a message has ended, successfully or not: once for each
	 * message for which {@link #before} has returned {@code true}, in reverse order.
	 * @param connection connection that has received the message
	 * @param message message that was passed to {@link #before}
	 * @param failure exception that was thrown, also if a {@link TcpExceptionHandler} has
	 * handled it; {@code null} if the handling was successful
	 */
	default void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
	}

}
