package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Has a part in every connection and every message of all pools. Beans of this type are
 * found by themselves and called by {@code @Order}, on the connection's lane, for many
 * connections at the same time; {@link TcpConnection#pool()} tells for which pool.
 *
 * @since 0.1.0
 */
public interface TcpInterceptor {

	/**
	 * A connection begins; with TLS, its handshake is done. It can still be refused: it
	 * is then closed, after what was sent to it here, with
	 * {@link CloseReason#APPLICATION}, and neither {@link TcpConnected} nor
	 * {@link TcpDisconnected} methods are told.
	 * @param connection the connection
	 * @return whether it is welcome; after {@code false} no further interceptor is asked
	 * @throws Exception anything: the connection is refused, with
	 * {@link CloseReason#HANDLER_ERROR}, and the exception logged
	 */
	default boolean connecting(TcpConnection connection) throws Exception {
		return true;
	}

	/**
	 * A message is about to be handled.
	 * @param connection where it came from
	 * @param message a {@link String}, or a {@code byte[]} where a handler of the pool
	 * needs bytes or none needs text
	 * @return whether it goes on; after {@code false} no further interceptor and no
	 * handler gets it, and there is no reply
	 * @throws Exception anything: it is treated like an exception of a handler
	 */
	default boolean before(TcpConnection connection, Object message) throws Exception {
		return true;
	}

	/**
	 * A message was handled, and its last reply is on its way. It is called once for each
	 * message that {@link #before} has let pass, in reverse order, whatever became of it.
	 * @param connection where it came from
	 * @param message what {@link #before} was given
	 * @param failure what was thrown, also if a {@link TcpExceptionHandler} has handled
	 * it; {@code null} if nothing was
	 */
	default void after(TcpConnection connection, Object message, @Nullable Throwable failure) {
	}

}
