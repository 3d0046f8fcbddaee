package io.netpool.tcp;

/**
 * Why a connection ended, or was refused. Each connection has exactly one: the first
 * cause.
 *
 * @since 0.1.0
 */
public enum CloseReason {

	/**
	 * The client closed the connection.
	 */
	CLIENT,

	/**
	 * The application closed it, by {@link TcpConnection#close()} or
	 * {@link TcpConnection#abort()}.
	 */
	APPLICATION,

	/**
	 * The connection broke: a reset, or another failure of the network.
	 */
	NETWORK_ERROR,

	/**
	 * What the client sent is no frame of the pool's framing.
	 */
	BAD_FRAME,

	/**
	 * A frame was longer than {@code netpool.tcp.framing.max-length}.
	 */
	FRAME_TOO_LONG,

	/**
	 * The client sent more than {@code netpool.tcp.limits.messages-per-second}, and
	 * {@code netpool.tcp.limits.messages-overflow} is {@code disconnect}.
	 */
	TOO_MANY_MESSAGES,

	/**
	 * A {@link TcpConnected} method threw.
	 */
	HANDLER_ERROR,

	/**
	 * The client did not read what was sent to it, and the pool's
	 * {@code outbound.overflow} is {@code disconnect}.
	 */
	SLOW_READER,

	/**
	 * The client read nothing of what waited for it for
	 * {@code netpool.tcp.timeout.write}.
	 */
	WRITE_TIMEOUT,

	/**
	 * Nothing was received or sent for {@code netpool.tcp.timeout.idle}.
	 */
	IDLE_TIMEOUT,

	/**
	 * The client sent no message within {@code netpool.tcp.timeout.first-message}.
	 */
	FIRST_MESSAGE_TIMEOUT,

	/**
	 * The client did not end a frame within {@code netpool.tcp.timeout.frame}.
	 */
	FRAME_TIMEOUT,

	/**
	 * The TLS handshake failed or took too long, or a TLS record was invalid.
	 */
	TLS_ERROR,

	/**
	 * Its proxy sent an invalid PROXY header, or none within
	 * {@code netpool.tcp.proxy-protocol.timeout}.
	 */
	PROXY_ERROR,

	/**
	 * The pool was stopped.
	 */
	SHUTDOWN,

	/**
	 * It was refused, since no acceptor was idle.
	 */
	NO_ACCEPTOR,

	/**
	 * It was refused, since its address is in {@code netpool.tcp.limits.deny}, or not in
	 * {@code netpool.tcp.limits.allow}, or {@code netpool.tcp.proxy-protocol.mode} is
	 * {@code required} and the address is not a trusted one.
	 */
	DENIED_ADDRESS,

	/**
	 * It was refused, since its address had
	 * {@code netpool.tcp.limits.connections-per-address} already.
	 */
	ADDRESS_LIMIT;

	/**
	 * Whether the connection was closed before it was served: before an acceptor took it,
	 * or, where a proxy tells the client's address, after an acceptor had read that.
	 * Handlers are told neither of such a connection nor of its end.
	 * @return {@code true} for reasons to refuse a connection
	 */
	public boolean isRefusal() {
		return this == NO_ACCEPTOR || this == DENIED_ADDRESS || this == ADDRESS_LIMIT;
	}

}
