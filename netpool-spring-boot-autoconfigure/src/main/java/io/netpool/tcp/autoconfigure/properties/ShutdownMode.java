package io.netpool.tcp.autoconfigure.properties;

/**
 * How connections end when the application stops.
 */
public enum ShutdownMode {

	/**
	 * After the messages that were received have been answered.
	 */
	GRACEFUL,

	/**
	 * At once.
	 */
	IMMEDIATE

}
