package io.netpool.tcp.autoconfigure;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

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

	private static final Pattern HEX = Pattern.compile("\\s*(?:0[xX]\\p{XDigit}+\\s*)+");

	private static final Pattern BYTE = Pattern.compile("..");

	/**
	 * The bytes of a setting.
	 */
	byte[] bytes(String name, String text) {
		checkHex(name, text);
		byte[] bytes = usable(name, text, () -> Framings.bytes(text, this.charset),
				"Use the escapes \\n, \\r, \\t, \\0, \\\\, \\xNN (a byte) and \\uNNNN (a UTF-16 code unit), "
						+ "where N is a hexadecimal digit.");
		if (bytes.length == 0) {
			throw this.checks.invalid(name, null, "is empty", "Set it to 1 byte or more, such as \\n.");
		}
		return bytes;
	}

	/**
	 * Bytes that are written as in a handler's route, {@code 0x02}, are text here. They
	 * are refused, and not accepted, since YAML makes a number of them unless they are in
	 * quotes.
	 */
	private void checkHex(String name, String text) {
		if (HEX.matcher(text).matches()) {
			throw this.checks.invalid(name, text,
					"is a text of " + text.length() + " characters, not bytes in hexadecimal",
					"Write " + escapes(text.replaceAll("0[xX]|\\s", "")) + ".");
		}
	}

	/**
	 * The bytes of a delimiter. A number may have been {@code 0x02} in YAML.
	 */
	byte[] delimiter(String name, String text) {
		Integer number = this.checks.number(name);
		if (number != null && number >= 0) {
			throw this.checks.invalid(name, text, "is a number, as 0x02 without quotes is in YAML",
					"Write " + escapes(Integer.toHexString(number)) + ", or '" + text + "' in quotes for the text.");
		}
		return bytes(name, text);
	}

	private static String escapes(String digits) {
		String bytes = (digits.length() % 2 == 0) ? digits : "0" + digits;
		return BYTE.matcher(bytes.toUpperCase(Locale.ROOT)).replaceAll("\\\\x$0");
	}

	/**
	 * The bytes of a setting that may be empty: a pool can set none where it inherits
	 * some.
	 */
	byte[] optional(String name, @Nullable String text) {
		return (text == null || text.isEmpty()) ? NOTHING : bytes(name, text);
	}

	/**
	 * The bytes of a delimiter that may be empty.
	 */
	byte[] optionalDelimiter(String name, @Nullable String text) {
		return (text == null || text.isEmpty()) ? NOTHING : delimiter(name, text);
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
