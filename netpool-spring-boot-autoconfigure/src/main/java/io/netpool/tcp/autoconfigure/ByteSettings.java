package io.netpool.tcp.autoconfigure;

import java.nio.charset.Charset;
import java.util.function.Supplier;

import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.framing.Framings;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings that are bytes, written as text with escapes.
 *
 * @param charset the charset of their characters
 * @param checks checks the settings
 */
record ByteSettings(Charset charset, SettingChecks checks) {

	private static final byte[] NOTHING = {};

	/**
	 * The bytes of a setting.
	 */
	byte[] bytes(String name, String text) {
		byte[] bytes = usable(name, text, () -> Framings.bytes(text, this.charset),
				"Use the escapes \\n, \\r, \\t, \\0, \\\\, \\xNN (a byte) and \\uNNNN (a UTF-16 code unit), "
						+ "where N is a hexadecimal digit.");
		if (bytes.length == 0) {
			throw this.checks.invalid(name, null, "is empty", "Set it to 1 byte or more, such as \\n.");
		}
		return bytes;
	}

	/**
	 * The bytes of a setting that may be empty: a pool can set none where it inherits
	 * some.
	 */
	byte[] optional(String name, @Nullable String text) {
		return (text == null || text.isEmpty()) ? NOTHING : bytes(name, text);
	}

	/**
	 * Name the setting whose value is refused.
	 */
	<T> T usable(String name, @Nullable Object value, Supplier<T> framing, String remedy) {
		try {
			return framing.get();
		}
		catch (IllegalArgumentException ex) {
			throw this.checks.invalid(name, value, "cannot be used: " + ex.getMessage(), remedy, ex);
		}
	}

}
