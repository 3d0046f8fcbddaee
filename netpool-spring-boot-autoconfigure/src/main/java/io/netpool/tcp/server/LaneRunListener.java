package io.netpool.tcp.server;

/**
 * Is told by a lane, while it runs, of each message that was handled.
 */
@FunctionalInterface
interface LaneRunListener {

	void message();

	/**
	 * Another is about to be handled, while replies wait to be sent.
	 */
	default void repliesWait() {
	}

}
