package io.netpool.tcp.interleaving;

import java.util.function.BooleanSupplier;

/**
 * What the threads of an {@link Interleaved} test call. On other threads, nothing
 * happens.
 */
public final class Steps {

	private Steps() {
	}

	/**
	 * Start a thread.
	 */
	public static void start(Body body) {
		Execution.current().start(body);
		step();
	}

	/**
	 * End a step: another thread may go on.
	 */
	public static void step() {
		Execution current = Execution.current();
		if (current != null) {
			current.step();
		}
	}

	/**
	 * Wait for what another thread makes true. If none can, the test fails.
	 */
	public static void await(BooleanSupplier condition) {
		Execution.current().await(condition);
	}

	/**
	 * Wait for the end of all other threads.
	 */
	public static void awaitOthers() {
		Execution.current().awaitOthers();
	}

	/**
	 * Called in place of the beginning of a synchronized block.
	 */
	public static void lock(Object monitor) {
		Execution current = Execution.current();
		if (current != null) {
			current.lock(monitor);
		}
	}

	/**
	 * Called in place of the end of a synchronized block.
	 */
	public static void unlock(Object monitor) {
		Execution current = Execution.current();
		if (current != null) {
			current.unlock(monitor);
		}
	}

	/**
	 * Called in place of {@link System#nanoTime()}, which is not the same in each run.
	 */
	public static long nanoTime() {
		return (Execution.current() != null) ? 0 : System.nanoTime();
	}

	/**
	 * Called in place of {@link Thread#getState()}: while one thread runs, the others
	 * wait.
	 */
	public static Thread.State state(Thread thread) {
		return (Execution.current() != null) ? Thread.State.WAITING : thread.getState();
	}

	/**
	 * What a thread does.
	 */
	@FunctionalInterface
	public interface Body {

		void run() throws Throwable;

	}

}
