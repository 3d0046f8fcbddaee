package io.netpool.tcp;

import java.io.Serial;

/**
 * A connection lacks what a {@link TcpAttribute} parameter takes, such as before its
 * client has logged in. It has no stack trace, since a client can cause any number of
 * them.
 *
 * @since 0.1.0
 */
public class TcpAttributeException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String attribute;

	/**
	 * Create an exception.
	 * @param attribute the attribute's name
	 * @param message what is wrong with it
	 */
	public TcpAttributeException(String attribute, String message) {
		super(message, null, false, false);
		this.attribute = attribute;
	}

	/**
	 * The attribute.
	 * @return its name
	 */
	public String attribute() {
		return this.attribute;
	}

}
