package io.netpool.tcp;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Signals that a command got no answer. {@link #reason()} tells why.
 *
 * @since 0.1.0
 */
public class TcpExchangeException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final @Nullable CloseReason closeReason;

	/**
	 * Creates an exception without a stack trace, since it is created where the failure
	 * is detected and not where the exchange was opened.
	 * @param reason the reason
	 * @param closeReason the close reason of the connection, {@code null} if it is open
	 * @param message the connection and the failure
	 * @param cause the exception of the sender, or {@code null}
	 */
	public TcpExchangeException(Reason reason, @Nullable CloseReason closeReason, String message,
			@Nullable Throwable cause) {
		super(message, cause, false, false);
		this.reason = reason;
		this.closeReason = closeReason;
	}

	/**
	 * Returns why there is no answer.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Returns why the connection was closed.
	 * @return the close reason, {@code null} if the connection was open
	 */
	public @Nullable CloseReason closeReason() {
		return this.closeReason;
	}

	/**
	 * Reasons for which an exchange fails.
	 */
	public enum Reason {

		/**
		 * The client did not answer in time. It may have received the command.
		 */
		TIMEOUT,

		/**
		 * The connection was closed, or the client ended its side of the stream, while or
		 * after the command was written. It may have received the command.
		 */
		CLOSED,

		/**
		 * The command was not sent, as a {@link TcpSendException} says in the cause: the
		 * client does not read, or the connection was closed before, for
		 * {@link #closeReason()}.
		 */
		NOT_SENT,

		/**
		 * {@code netpool.tcp.exchange.max-open} exchanges of the connection are open. The
		 * command was not sent.
		 */
		TOO_MANY,

		/**
		 * No connection is in the group. The command was not sent.
		 */
		NO_CONNECTION,

		/**
		 * Several connections are in the group. The command was not sent.
		 */
		SEVERAL_CONNECTIONS,

		/**
		 * The connection is on another instance of the
		 * {@linkplain io.netpool.tcp.cluster.TcpCluster cluster}, where a predicate can't
		 * be evaluated, or an answer of this type can't be read: a {@link TcpCorrelation}
		 * is needed. The command was not sent.
		 */
		ELSEWHERE

	}

}
