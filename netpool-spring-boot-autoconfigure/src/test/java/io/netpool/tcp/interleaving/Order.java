package io.netpool.tcp.interleaving;

/**
 * Decides which thread goes on after a step.
 */
interface Order {

	/**
	 * Whether a thread that can go on may be interrupted.
	 */
	boolean mayPreempt();

	/**
	 * Choose the thread that goes on.
	 * @param count the number of threads that can
	 * @param preempts whether the first of them is the one that has run
	 * @return its index
	 */
	int choose(int count, boolean preempts);

}
