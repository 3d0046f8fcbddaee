package io.netpool.tcp.server.settings;

/**
 * Whether clients come through a proxy that tells who they are, by the PROXY protocol.
 *
 * @since 0.1.0
 */
public enum ProxyMode {

	/**
	 * None do: a PROXY header is a message like any other.
	 */
	OFF,

	/**
	 * Connections from trusted addresses may begin with a PROXY header.
	 */
	OPTIONAL,

	/**
	 * Every connection begins with a PROXY header, and only trusted addresses may
	 * connect.
	 */
	REQUIRED

}
