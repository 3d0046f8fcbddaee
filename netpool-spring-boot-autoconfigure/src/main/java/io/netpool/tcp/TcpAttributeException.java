package io.netpool.tcp;

import java.io.Serial;

/**
 * Thrown when a connection lacks an attribute that a {@link TcpAttribute} parameter
 * requires, such as before its client has logged in. Has no stack trace, since a client
 * can cause any number of these exceptions.
 *
 * @since 0.1.0
 */
public class TcpAttributeException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String attribute;

	/**
	 * Creates an exception.
	 * @param attribute the name of the attribute
	 * @param message the problem
	 */
	public TcpAttributeException(String attribute, String message) {
		super(message, null, false, false);
		this.attribute = attribute;
	}

	/**
	 * Returns the name of the attribute.
	 * @return the name
	 */
	public String attribute() {
		return this.attribute;
	}

}
