package io.netpool.tcp.server.lane;

/**
 * Listener that a lane calls while it runs.
 */
@FunctionalInterface
public interface LaneRunListener {

	/**
	 * Called after a message was handled and its reply queued.
	 */
	void messageHandled();

	/**
	 * Called before a message is handled while earlier replies have not been written.
	 */
	default void repliesPending() {
	}

}
