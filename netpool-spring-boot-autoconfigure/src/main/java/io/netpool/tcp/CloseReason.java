package io.netpool.tcp;

/**
 * Reason why a connection was closed or refused. Each connection has exactly one: the
 * first one wins.
 *
 * @since 0.1.0
 */
public enum CloseReason {

	/**
	 * The client closed the connection.
	 */
	CLIENT,

	/**
	 * The client ended its stream within a frame, which was discarded.
	 */
	INCOMPLETE_FRAME,

	/**
	 * The application closed the connection with {@link TcpConnection#close()} or
	 * {@link TcpConnection#abort()}.
	 */
	APPLICATION,

	/**
	 * Another connection claimed the identity of this one with
	 * {@link TcpConnection#claim(String, Object)}.
	 */
	REPLACED,

	/**
	 * The connection was reset, or another network error occurred.
	 */
	NETWORK_ERROR,

	/**
	 * The client sent data that the pool's framing could not decode.
	 */
	BAD_FRAME,

	/**
	 * The client sent a frame longer than {@code netpool.tcp.framing.max-length}.
	 */
	FRAME_TOO_LONG,

	/**
	 * The client sent more than {@code netpool.tcp.limits.messages-per-second}, and
	 * {@code netpool.tcp.limits.messages-overflow} is {@code disconnect}.
	 */
	TOO_MANY_MESSAGES,

	/**
	 * A {@link TcpConnected} method or {@link TcpInterceptor#connecting} threw an
	 * exception, or an internal error occurred.
	 */
	HANDLER_ERROR,

	/**
	 * The client violated the protocol of the application, which threw a
	 * {@link TcpCloseException}.
	 */
	PROTOCOL_ERROR,

	/**
	 * The client did not read, so that more than {@code netpool.tcp.outbound.max-pending}
	 * was pending, and {@code netpool.tcp.outbound.overflow} is {@code disconnect}.
	 */
	SLOW_READER,

	/**
	 * The client read nothing of its pending messages for
	 * {@code netpool.tcp.timeout.write}.
	 */
	WRITE_TIMEOUT,

	/**
	 * Nothing was received or sent for {@code netpool.tcp.timeout.idle}.
	 */
	IDLE_TIMEOUT,

	/**
	 * Nothing was received for {@code netpool.tcp.timeout.read-idle}.
	 */
	READ_IDLE_TIMEOUT,

	/**
	 * The connection had been open for {@code netpool.tcp.connection.max-age}.
	 */
	MAX_AGE,

	/**
	 * The client did not send a message within {@code netpool.tcp.timeout.first-message}.
	 */
	FIRST_MESSAGE_TIMEOUT,

	/**
	 * The client did not complete a frame within {@code netpool.tcp.timeout.frame}.
	 */
	FRAME_TIMEOUT,

	/**
	 * The client sent a message that requires a login, or did not log in within
	 * {@code netpool.tcp.authentication.timeout}, and
	 * {@code netpool.tcp.authentication.required} is {@code true}.
	 */
	UNAUTHENTICATED,

	/**
	 * The TLS handshake failed or timed out, or a TLS record was invalid.
	 */
	TLS_ERROR,

	/**
	 * The proxy sent an invalid PROXY header, or none within
	 * {@code netpool.tcp.proxy-protocol.timeout}.
	 */
	PROXY_ERROR,

	/**
	 * The pool was stopped.
	 */
	SHUTDOWN,

	/**
	 * The connection was refused: no acceptor was idle.
	 */
	NO_ACCEPTOR,

	/**
	 * The connection was refused: its address is in {@code netpool.tcp.limits.deny}, is
	 * not in {@code netpool.tcp.limits.allow}, is not a trusted proxy where
	 * {@code netpool.tcp.proxy-protocol.mode} is {@code required}, or is not known where
	 * a limit or a proxy depends on it.
	 */
	DENIED_ADDRESS,

	/**
	 * The connection was refused: its address had
	 * {@code netpool.tcp.limits.connections-per-address} connections already.
	 */
	ADDRESS_LIMIT;

	/**
	 * Whether this is a reason to refuse a connection: to close it before it is
	 * established. Handlers are not called for refused connections. With a PROXY header,
	 * limits on addresses apply to the client's address, so that such a connection is
	 * accepted first, and refused when its header has been read.
	 * @return {@code true} for reasons to refuse a connection
	 */
	public boolean isRefusal() {
		return this == NO_ACCEPTOR || this == DENIED_ADDRESS || this == ADDRESS_LIMIT;
	}

}
