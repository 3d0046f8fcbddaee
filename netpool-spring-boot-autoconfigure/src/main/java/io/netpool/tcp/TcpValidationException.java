package io.netpool.tcp;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a message was converted, but it is not valid, or another argument of the
 * handler method is not. Has no stack trace, since a client can cause any number of these
 * exceptions.
 *
 * @since 0.1.0
 */
public class TcpValidationException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final List<Violation> violations;

	/**
	 * Creates an exception.
	 * @param type the type of the message, or of the other argument
	 * @param violations the constraints that are violated
	 */
	public TcpValidationException(Class<?> type, List<Violation> violations) {
		super("A " + type.getName() + " is not valid: "
				+ violations.stream().map(Violation::toString).collect(Collectors.joining(", ")), null, false, false);
		this.violations = List.copyOf(violations);
	}

	/**
	 * Returns the constraints that are violated.
	 * @return the violations, without the values, which may be secret
	 */
	public List<Violation> violations() {
		return this.violations;
	}

	/**
	 * A violated constraint.
	 *
	 * @param property the property, such as {@code items[0].name}; {@code null} for the
	 * message as a whole. For another argument, it begins with the name of the parameter
	 * @param message the description, such as {@code must not be blank}
	 */
	public record Violation(@Nullable String property, String message) implements Serializable {

		@Override
		public String toString() {
			return (this.property != null) ? this.property + " " + this.message : this.message;
		}

	}

}
