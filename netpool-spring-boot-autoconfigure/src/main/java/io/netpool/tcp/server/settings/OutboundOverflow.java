package io.netpool.tcp.server.settings;

/**
 * Strategy for a message that would exceed the limit of pending bytes of its connection.
 *
 * @since 0.1.0
 */
public enum OutboundOverflow {

	/**
	 * The sender waits until the client has read enough; the lane stalls.
	 */
	WAIT,

	/**
	 * The connection is closed.
	 */
	DISCONNECT

}
