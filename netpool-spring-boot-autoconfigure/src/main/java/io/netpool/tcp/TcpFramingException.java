package io.netpool.tcp;

import java.io.Serial;

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

	/**
	 * Create an exception with reason {@link CloseReason#BAD_FRAME}.
	 * @param message the detail message, without bytes of the client
	 */
	public TcpFramingException(String message) {
		this(CloseReason.BAD_FRAME, message);
	}

	private TcpFramingException(CloseReason reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	/**
	 * Create an exception for a frame that is too long.
	 * @param maxLength the maximum length in bytes
	 * @return an exception with reason {@link CloseReason#FRAME_TOO_LONG}
	 */
	public static TcpFramingException tooLong(int maxLength) {
		return new TcpFramingException(CloseReason.FRAME_TOO_LONG,
				"Frame is longer than the maximum of " + maxLength + " bytes");
	}

	/**
	 * Return the reason with which the connection is closed.
	 * @return {@link CloseReason#BAD_FRAME} or {@link CloseReason#FRAME_TOO_LONG}
	 */
	public CloseReason reason() {
		return this.reason;
	}

}
