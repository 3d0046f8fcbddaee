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

	/**
	 * Creates an exception.
	 * @param message the conversion that failed, without content of the client
	 * @param cause the exception of the converter, or {@code null}
	 */
	public TcpConversionException(String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
	}

}
