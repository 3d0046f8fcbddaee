package io.netpool.tcp;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A message that could be read, but is not valid. It has no stack trace, since a client
 * can cause any number of them.
 *
 * @since 0.1.0
 */
public class TcpValidationException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final List<Violation> violations;

	/**
	 * Create an exception.
	 * @param type the type of the message
	 * @param violations what is wrong with it
	 */
	public TcpValidationException(Class<?> type, List<Violation> violations) {
		super("A " + type.getName() + " is not valid: "
				+ violations.stream().map(Violation::toString).collect(Collectors.joining(", ")), null, false, false);
		this.violations = List.copyOf(violations);
	}

	/**
	 * What is wrong with the message.
	 * @return all that was found, without the values, which may be secret
	 */
	public List<Violation> violations() {
		return this.violations;
	}

	/**
	 * A rule that a message breaks.
	 *
	 * @param property where, such as {@code items[0].name}; {@code null} if it is the
	 * message as a whole
	 * @param message what is wrong there, such as {@code must not be blank}
	 */
	public record Violation(@Nullable String property, String message) implements Serializable {

		@Override
		public String toString() {
			return (this.property != null) ? this.property + " " + this.message : this.message;
		}

	}

}
