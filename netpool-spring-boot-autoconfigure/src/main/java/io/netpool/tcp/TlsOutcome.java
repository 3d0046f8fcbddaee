package io.netpool.tcp;

/**
 * How a TLS handshake ended.
 *
 * @since 0.1.0
 */
public enum TlsOutcome {

	/**
	 * The connection is encrypted.
	 */
	SUCCESS,

	/**
	 * What the client sent is not TLS.
	 */
	NOT_TLS,

	/**
	 * It took longer than {@code netpool.tcp.ssl.handshake-timeout}.
	 */
	TIMEOUT,

	/**
	 * The client closed the connection before it was complete.
	 */
	CLOSED,

	/**
	 * The two did not agree: on a version, a cipher or a certificate.
	 */
	REJECTED

}
