package io.netpool.tcp.server;

/**
 * Sees that ready lanes are run. There is one for each I/O thread.
 */
interface LaneScheduler {

	/**
	 * Any thread: run this lane soon.
	 * @param lane a lane that has become ready
	 */
	void ready(Lane lane);

	/**
	 * The runner of a lane: its connection may have something for the I/O thread to do.
	 * @param connection the connection
	 */
	void attend(ServedConnection connection);

}
