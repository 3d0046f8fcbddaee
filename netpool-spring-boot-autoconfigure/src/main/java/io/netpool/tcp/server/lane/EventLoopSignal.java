package io.netpool.tcp.server.lane;

/**
 * Wakes an event loop for the lane owners that requested its attention. Any thread may
 * call.
 */
public interface EventLoopSignal {

	/**
	 * Has the event loop attend to the owners that requested it.
	 */
	void signal();

	/**
	 * Calls {@link #signal()} if an owner has requested attention.
	 */
	void signalIfRequested();

	/**
	 * Event loop: attends to the owners that requested it, at once.
	 */
	void attend();

}
