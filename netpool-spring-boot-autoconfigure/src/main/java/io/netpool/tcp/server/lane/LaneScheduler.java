package io.netpool.tcp.server.lane;

/**
 * Runs lanes that are ready. There is one scheduler per event loop.
 */
public interface LaneScheduler {

	/**
	 * Runs a lane soon. Any thread.
	 * @param lane a lane that has become ready
	 */
	void ready(Lane lane);

	/**
	 * Requests the event loop's attention for the owner of a lane that has run; the event
	 * loop is signalled now or with other lanes. Called by the runner of the lane, or by
	 * the thread that completes a reply.
	 * @param owner the owner
	 */
	void requestAttention(LaneOwner owner);

	/**
	 * Called by the runner of a lane after each run.
	 * @param lane the lane
	 * @param nanos the time that it took
	 * @param messages the number of messages that it handled
	 */
	default void ran(Lane lane, long nanos, int messages) {
	}

	/**
	 * Any thread: a thread that runs a lane is about to be interrupted, which must not
	 * hit an event loop that could go on with another thread.
	 * @param thread the thread
	 * @return whether it may be
	 */
	default boolean mayInterrupt(Thread thread) {
		return true;
	}

}
