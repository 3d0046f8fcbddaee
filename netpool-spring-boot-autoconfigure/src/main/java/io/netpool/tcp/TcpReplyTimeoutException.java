package io.netpool.tcp;

import java.io.Serial;
import java.time.Duration;

/**
 * Signals that an asynchronous reply has not completed within
 * {@code netpool.tcp.handler.reply-timeout}. It is the failure of the message, which
 * {@link TcpExceptionHandler} methods can handle.
 *
 * @since 0.1.0
 */
public class TcpReplyTimeoutException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a stack trace, since it is created where the timeout
	 * is detected and not in the handler.
	 * @param timeout timeout that has expired
	 */
	public TcpReplyTimeoutException(Duration timeout) {
		super("Reply has not completed within " + timeout.toMillis() + " ms ('handler.reply-timeout')", null, false,
				false);
	}

}
