package io.netpool.tcp.autoconfigure.properties;

import io.netty.handler.ssl.ClientAuth;

/**
 * Whether TLS clients have to show a certificate.
 */
public enum ClientAuthentication {

	/**
	 * Clients are not asked for a certificate.
	 */
	NONE(ClientAuth.NONE),

	/**
	 * Clients are asked for a certificate, and served without one, too.
	 */
	WANT(ClientAuth.OPTIONAL),

	/**
	 * Clients without a certificate that is trusted are not served.
	 */
	NEED(ClientAuth.REQUIRE);

	private final ClientAuth value;

	ClientAuthentication(ClientAuth value) {
		this.value = value;
	}

	public ClientAuth value() {
		return this.value;
	}

}
