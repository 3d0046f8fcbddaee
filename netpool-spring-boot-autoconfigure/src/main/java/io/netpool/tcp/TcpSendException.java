package io.netpool.tcp;

import java.io.Serial;

/**
 * A message was not sent: the connection was closed before it was written, or its client
 * does not read.
 *
 * @since 0.1.0
 */
public class TcpSendException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception without a stack trace of its own, since it is created where the
	 * loss is noticed and not where the message came from.
	 * @param message the connection and the reason
	 */
	public TcpSendException(String message) {
		super(message, null, false, false);
	}

}
