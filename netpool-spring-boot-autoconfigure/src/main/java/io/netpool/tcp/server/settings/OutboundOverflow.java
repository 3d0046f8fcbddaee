package io.netpool.tcp.server.settings;

/**
 * What a connection does with a message that would exceed the bytes that may wait for its
 * client.
 *
 * @since 0.1.0
 */
public enum OutboundOverflow {

	/**
	 * The sender waits until the client has read enough; its lane rests.
	 */
	WAIT,

	/**
	 * The connection is closed.
	 */
	DISCONNECT

}
