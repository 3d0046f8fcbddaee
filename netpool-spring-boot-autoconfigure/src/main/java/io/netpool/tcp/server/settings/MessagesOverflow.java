package io.netpool.tcp.server.settings;

/**
 * Strategy for a connection that exceeds its message rate limit.
 *
 * @since 0.1.0
 */
public enum MessagesOverflow {

	/**
	 * Reading from the connection is paused until the limit allows the next message.
	 */
	PAUSE,

	/**
	 * The connection is closed after the messages before were handled.
	 */
	DISCONNECT

}
