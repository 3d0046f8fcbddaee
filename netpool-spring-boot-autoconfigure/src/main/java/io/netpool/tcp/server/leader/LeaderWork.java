package io.netpool.tcp.server.leader;

/**
 * What a leader does beside the work of its event loop: it runs handlers.
 */
public interface LeaderWork {

	/**
	 * Called by the leader at the end of each turn of the event loop, where nothing of it
	 * is on the stack, so that another thread can go on with it.
	 * @return {@code false} if another thread leads it by now
	 */
	boolean endOfTurn();

	/**
	 * Called by the thread that has replaced the leader, while its handler has not
	 * returned.
	 */
	void leaderReplaced();

}
