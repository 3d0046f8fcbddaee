package io.netpool.benchmarks.compare.load;

import java.io.IOException;

/**
 * Thrown when a server replies incorrectly. Such a run does not count.
 *
 * @since 0.1.0
 */
public class LoadException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message the connection, the message and the error
	 */
	public LoadException(String message) {
		super(message);
	}

}
