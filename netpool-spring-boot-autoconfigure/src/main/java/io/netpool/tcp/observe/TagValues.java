package io.netpool.tcp.observe;

import java.util.Locale;

/**
 * How the names of enums are written in tags, and wherever else operators read them.
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
