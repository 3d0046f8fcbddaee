package io.netpool.tcp.observe;

import java.util.Locale;

/**
 * Formats enum constants for tags, details of health and the endpoint.
 *
 * @since 0.1.0
 */
public final class TagValues {

	private TagValues() {
	}

	/**
	 * Returns the name of a constant in lower case, its words joined by hyphens.
	 * @param value the constant
	 * @return the name, such as {@code frame-too-long}
	 */
	public static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
