package io.netpool.tcp;

/**
 * Outcome of a TLS handshake.
 *
 * @since 0.1.0
 */
public enum TlsOutcome {

	/**
	 * The handshake succeeded.
	 */
	SUCCESS,

	/**
	 * The client sent data that is not TLS.
	 */
	NOT_TLS,

	/**
	 * The handshake took longer than {@code netpool.tcp.ssl.handshake-timeout}.
	 */
	TIMEOUT,

	/**
	 * The client closed the connection during the handshake.
	 */
	CLOSED,

	/**
	 * Client and server did not agree on a protocol version or a cipher suite, or one of
	 * them rejected the other's certificate.
	 */
	REJECTED

}
