package io.netpool.tcp.autoconfigure.properties;

import io.netty.handler.ssl.ClientAuth;

/**
 * Client authentication mode of TLS.
 */
public enum ClientAuthentication {

	/**
	 * Client authentication is not wanted.
	 */
	NONE(ClientAuth.NONE),

	/**
	 * Client authentication is wanted but not mandatory.
	 */
	WANT(ClientAuth.OPTIONAL),

	/**
	 * Client authentication is needed and mandatory.
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
