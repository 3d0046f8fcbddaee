package io.netpool.tcp.observe;

import java.util.Locale;

/**
 * How the names of enums are written in tags, and wherever else operators read them.
 */
final class TagValues {

	private TagValues() {
	}

	static String of(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
