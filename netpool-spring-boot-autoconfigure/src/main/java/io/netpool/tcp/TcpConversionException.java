package io.netpool.tcp;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A message that is not what its handler takes, or a reply that can't be written. It has
 * no stack trace of its own, since a client can cause any number of them; its cause has.
 *
 * @since 0.1.0
 */
public class TcpConversionException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what can't be converted into what, without content of the client
	 * @param cause what the converter threw, or {@code null}
	 */
	public TcpConversionException(String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
	}

}
