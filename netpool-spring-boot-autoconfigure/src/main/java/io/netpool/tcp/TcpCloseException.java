package io.netpool.tcp;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose client violates the protocol of the application: a last reply
 * is sent, and the connection is closed with {@link CloseReason#PROTOCOL_ERROR}. The
 * messages that the client has sent after the one being handled are discarded.
 *
 * <pre class="code">
 * throw new TcpCloseException("-ERR Protocol error: expected '$'");
 * </pre>
 *
 * It can be thrown by {@link TcpHandler}, {@link TcpConnected} and
 * {@link TcpExceptionHandler} methods, and complete an asynchronous reply; also by a
 * {@link TcpMessageConverter} that reads, a {@link TcpRouteResolver} or a
 * {@link TcpInterceptor}. No {@link TcpExceptionHandler} handles it. The message is
 * counted as failed and logged at DEBUG only.
 * <p>
 * It has no stack trace, since a client can cause any number of these exceptions.
 *
 * @since 0.1.0
 */
public class TcpCloseException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient @Nullable Object lastReply;

	/**
	 * Creates an exception.
	 * @param lastReply last reply, of a type that {@link TcpConnection#send} supports, or
	 * {@code null} to close without a reply
	 */
	public TcpCloseException(@Nullable Object lastReply) {
		this(lastReply, null);
	}

	/**
	 * Creates an exception with the cause of the violation.
	 * @param lastReply last reply, of a type that {@link TcpConnection#send} supports, or
	 * {@code null} to close without a reply
	 * @param cause cause, such as the exception of a parser, for the log
	 */
	public TcpCloseException(@Nullable Object lastReply, @Nullable Throwable cause) {
		super((lastReply instanceof CharSequence text) ? text.toString() : null, cause, false, false);
		this.lastReply = lastReply;
	}

	/**
	 * Returns the last reply.
	 * @return the reply, or {@code null} if there is none
	 */
	public @Nullable Object lastReply() {
		return this.lastReply;
	}

}
