package io.netpool.tcp.server.settings;

/**
 * Whether connections begin with a header of the PROXY protocol.
 *
 * @since 0.1.0
 */
public enum ProxyMode {

	/**
	 * Connections do not begin with a PROXY header.
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
