package io.netpool.tcp.server.settings;

/**
 * What a pool does with a connection that finds no idle acceptor.
 *
 * @since 0.1.0
 */
public enum Overflow {

	/**
	 * Accept it and close it at once, after an optional text.
	 */
	REFUSE,

	/**
	 * Start more acceptors, up to a bound; refuse above it.
	 */
	INCREASE,

	/**
	 * Leave it in the kernel's backlog until an acceptor is idle.
	 */
	WAIT

}
