package io.netpool.tcp;

import java.io.Serial;

/**
 * Bytes that are no frame. It has no stack trace, since a client can cause any number of
 * them.
 *
 * @since 0.1.0
 */
public class TcpFramingException extends Exception {

	@Serial
	private static final long serialVersionUID = 1L;

	private final CloseReason reason;

	/**
	 * Create an exception for bytes that can't be a frame.
	 * @param message what is wrong, without bytes of the client
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
	 * @param maxLength the bound that it exceeds, in bytes
	 * @return an exception with reason {@link CloseReason#FRAME_TOO_LONG}
	 */
	public static TcpFramingException tooLong(int maxLength) {
		return new TcpFramingException(CloseReason.FRAME_TOO_LONG,
				"Frame is longer than netpool.tcp.framing.max-length (" + maxLength + " bytes)");
	}

	/**
	 * The reason with which the connection is closed.
	 * @return {@link CloseReason#BAD_FRAME} or {@link CloseReason#FRAME_TOO_LONG}
	 */
	public CloseReason reason() {
		return this.reason;
	}

}
