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

	public static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
