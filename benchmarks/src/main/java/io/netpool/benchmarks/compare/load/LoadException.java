package io.netpool.benchmarks.compare.load;

import java.io.IOException;

/**
 * A server did not answer as it has to: a run in which this happens does not count.
 *
 * @since 0.1.0
 */
public class LoadException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message which connection, which message, what is wrong with it
	 */
	public LoadException(String message) {
		super(message);
	}

}
