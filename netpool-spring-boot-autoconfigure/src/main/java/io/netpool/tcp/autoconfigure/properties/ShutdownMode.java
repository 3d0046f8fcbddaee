package io.netpool.tcp.autoconfigure.properties;

/**
 * Type of shutdown.
 */
public enum ShutdownMode {

	/**
	 * Messages that were received are handled and their replies are sent before
	 * connections are closed.
	 */
	GRACEFUL,

	/**
	 * Connections are closed at once.
	 */
	IMMEDIATE

}
