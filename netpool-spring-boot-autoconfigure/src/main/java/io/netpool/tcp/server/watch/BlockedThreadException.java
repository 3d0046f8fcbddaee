package io.netpool.tcp.server.watch;

import java.io.Serial;

/**
 * Carries the stack trace of a blocked thread into the log.
 */
final class BlockedThreadException extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	BlockedThreadException(Thread thread) {
		super("Stack trace of thread " + nameOf(thread));
		setStackTrace(thread.getStackTrace());
	}

	/**
	 * Returns the name of a thread; virtual threads may have none.
	 */
	static String nameOf(Thread thread) {
		return thread.getName().isEmpty() ? thread.toString() : thread.getName();
	}

}
