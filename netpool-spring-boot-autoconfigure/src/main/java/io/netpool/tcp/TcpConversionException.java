package io.netpool.tcp;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a message cannot be converted to the type of its handler's parameter, or a
 * reply cannot be converted to bytes. Has no stack trace of its own, since a client can
 * cause any number of these exceptions; its cause may have one.
 *
 * @since 0.1.0
 */
public class TcpConversionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final boolean outbound;

	/**
	 * Creates an exception for a message of the client.
	 * @param message the conversion that failed, without content of the client
	 * @param cause the exception of the converter, or {@code null}
	 */
	public TcpConversionException(String message, @Nullable Throwable cause) {
		this(message, cause, false);
	}

	private TcpConversionException(String message, @Nullable Throwable cause, boolean outbound) {
		super(message, cause, false, false);
		this.outbound = outbound;
	}

	/**
	 * Creates an exception for a message of the application, such as a reply.
	 * @param message the conversion that failed
	 * @param cause the exception of the converter, or {@code null}
	 * @return an exception that is {@linkplain #isOutbound() outbound}
	 */
	public static TcpConversionException outbound(String message, @Nullable Throwable cause) {
		return new TcpConversionException(message, cause, true);
	}

	/**
	 * Returns whether the message that cannot be converted is one of the application, not
	 * of the client.
	 * @return {@code true} for a message that was to be sent
	 */
	public boolean isOutbound() {
		return this.outbound;
	}

}
