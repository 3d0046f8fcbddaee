package io.netpool.tcp;

import java.io.Serial;

/**
 * Signals that a message was received on a connection that has no principal, and whose
 * pool requires one ({@code netpool.tcp.authentication.required}). The message is not
 * handled, and {@link TcpExceptionHandler} methods are not called: the connection is
 * closed with {@link CloseReason#UNAUTHENTICATED}, after the replies to the messages
 * before, and messages after it are discarded.
 *
 * @since 0.1.0
 */
public class TcpUnauthenticatedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a stack trace, since it is not the handler that has
	 * failed, and clients determine how many there are.
	 */
	public TcpUnauthenticatedException() {
		super("Client has not logged in ('authentication.required')", null, false, false);
	}

}
