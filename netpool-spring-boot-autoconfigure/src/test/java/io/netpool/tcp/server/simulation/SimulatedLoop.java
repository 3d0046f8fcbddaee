package io.netpool.tcp.server.simulation;

/**
 * An event loop that serves simulated sockets.
 */
interface SimulatedLoop {

	SimulatedSockets sockets();

	/**
	 * Returns whether a task is scheduled.
	 */
	boolean hasTimers();

}
