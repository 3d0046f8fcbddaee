package io.netpool.tcp.server.settings;

/**
 * Strategy for a connection that finds no idle acceptor.
 *
 * @since 0.1.0
 */
public enum Overflow {

	/**
	 * Accept the connection and close it at once, after an optional text.
	 */
	REFUSE,

	/**
	 * Start more acceptors, up to a limit; refuse above it.
	 */
	INCREASE,

	/**
	 * Leave the connection in the kernel's backlog until an acceptor is idle.
	 */
	WAIT

}
