package io.netpool.tcp;

/**
 * Why a connection ended. Each connection has exactly one: the first cause.
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
	 * A {@link TcpConnected} method threw.
	 */
	HANDLER_ERROR,

	/**
	 * The client did not read what was sent to it, and the pool's
	 * {@code outbound.overflow} is {@code disconnect}.
	 */
	SLOW_READER,

	/**
	 * The TLS handshake failed or took too long, or a TLS record was invalid.
	 */
	TLS_ERROR,

	/**
	 * The pool was stopped.
	 */
	SHUTDOWN

}
