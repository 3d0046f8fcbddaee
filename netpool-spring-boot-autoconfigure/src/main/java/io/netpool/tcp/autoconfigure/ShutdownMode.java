package io.netpool.tcp.autoconfigure;

/**
 * How connections end when the application stops.
 */
enum ShutdownMode {

	/**
	 * After the messages that were received have been answered.
	 */
	GRACEFUL,

	/**
	 * At once.
	 */
	IMMEDIATE

}
