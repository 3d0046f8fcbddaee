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
	 * Returns the time per message, in nanoseconds, below which the event loop runs the
	 * handlers of a lane itself; 0 if it never does.
	 */
	default long briefNanos() {
		return 0;
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
