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
	 * Called after a message, or a part of its reply, while there is more to handle.
	 * @return whether this run goes on with it; otherwise the lane must run again
	 */
	default boolean goesOn() {
		return true;
	}

	/**
	 * Called before a message is handled while earlier replies have not been written.
	 */
	default void repliesPending() {
	}

}
