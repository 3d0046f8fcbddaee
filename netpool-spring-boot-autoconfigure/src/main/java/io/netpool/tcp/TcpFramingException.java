package io.netpool.tcp;

import java.io.Serial;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when bytes are not a frame, or a payload cannot be encoded. It has no stack
 * trace, since clients can cause any number of them.
 *
 * @since 0.1.0
 */
public class TcpFramingException extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	private final CloseReason reason;

	private final transient @Nullable Object reply;

	/**
	 * Create an exception with reason {@link CloseReason#BAD_FRAME}.
	 * @param message the detail message, without bytes of the client
	 */
	public TcpFramingException(String message) {
		this(CloseReason.BAD_FRAME, message, null);
	}

	/**
	 * Create an exception with reason {@link CloseReason#BAD_FRAME} and a last reply.
	 * @param message the detail message, without bytes of the client
	 * @param reply the reply to what is no frame. It is framed, and sent after the
	 * replies to earlier messages; then the connection is closed
	 */
	public TcpFramingException(String message, String reply) {
		this(CloseReason.BAD_FRAME, message, reply);
	}

	/**
	 * Create an exception with reason {@link CloseReason#BAD_FRAME} and a last reply.
	 * @param message the detail message, without bytes of the client
	 * @param reply the reply, as in {@link #TcpFramingException(String, String)}
	 */
	public TcpFramingException(String message, byte[] reply) {
		this(CloseReason.BAD_FRAME, message, reply);
	}

	private TcpFramingException(CloseReason reason, String message, @Nullable Object reply) {
		super(message, null, false, false);
		this.reason = reason;
		this.reply = reply;
	}

	/**
	 * Create an exception for a frame that is too long.
	 * @param maxLength the maximum length in bytes
	 * @return an exception with reason {@link CloseReason#FRAME_TOO_LONG}
	 */
	public static TcpFramingException tooLong(int maxLength) {
		return new TcpFramingException(CloseReason.FRAME_TOO_LONG,
				"Frame is longer than the maximum of " + maxLength + " bytes", null);
	}

	/**
	 * Return this exception with a last reply, such as
	 * {@code TcpFramingException.tooLong(998).withReply("500 Line too long")}.
	 * @param reply the reply, as in {@link #TcpFramingException(String, String)}
	 * @return an exception with the same reason and detail message
	 */
	public TcpFramingException withReply(String reply) {
		return new TcpFramingException(this.reason, detail(), reply);
	}

	/**
	 * Return this exception with a last reply.
	 * @param reply the reply, as in {@link #TcpFramingException(String, String)}
	 * @return an exception with the same reason and detail message
	 */
	public TcpFramingException withReply(byte[] reply) {
		return new TcpFramingException(this.reason, detail(), reply);
	}

	private String detail() {
		return Objects.requireNonNull(getMessage());
	}

	/**
	 * Return the reason with which the connection is closed.
	 * @return {@link CloseReason#BAD_FRAME} or {@link CloseReason#FRAME_TOO_LONG}
	 */
	public CloseReason reason() {
		return this.reason;
	}

	/**
	 * Return the last reply, which is sent before the connection is closed.
	 * @return a {@link String} or {@code byte[]}, {@code null} if there is none
	 */
	public @Nullable Object reply() {
		return this.reply;
	}

}
