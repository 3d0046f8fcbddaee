package io.netpool.tcp;

import java.io.Serial;

/**
 * Signals that a message was not sent: the connection was closed before it was written,
 * or the client does not read.
 *
 * @since 0.1.0
 */
public class TcpSendException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a stack trace, since it is created where the loss is
	 * detected and not where the message was sent.
	 * @param message the connection and the reason
	 */
	public TcpSendException(String message) {
		super(message, null, false, false);
	}

}
