package io.netpool.tcp.autoconfigure.tls;

import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * A setting whose value is PEM text or the location of a PEM file. Errors never show a
 * key.
 *
 * @param name the name of the setting within the pool
 * @param value the value of the setting
 * @param checks creates the errors
 */
record PemSetting(String name, String value, SettingChecks checks) {

	private static final String BEGIN = "-----BEGIN";

	/**
	 * Matches values that may be a key rather than a location: PEM text, even if
	 * incomplete, and Base64 with or without its prefix.
	 */
	private static final Pattern SECRET = Pattern.compile(BEGIN + "|^base64:|[\\r\\n]|[A-Za-z0-9+/=]{64}");

	/**
	 * Read the content that the value is or locates.
	 * @param reader reads the content, or throws
	 * @param invalidContent creates the error for a content that can't be used
	 * @return the content
	 */
	<T> T read(Supplier<T> reader, Function<RuntimeException, InvalidSettingException> invalidContent) {
		try {
			return reader.get();
		}
		catch (UncheckedIOException ex) {
			// where a key was taken for a location, the cause repeats it
			throw invalid("can't be read" + (isSecret() ? "" : ": " + NestedExceptionUtils.getMostSpecificCause(ex)),
					"Set it to a file that exists and that this process may read, to a 'classpath:' location, "
							+ "or to the complete PEM text itself.",
					isSecret() ? null : ex);
		}
		catch (RuntimeException ex) {
			throw invalidContent.apply(ex);
		}
	}

	InvalidSettingException invalid(String problem, String remedy, @Nullable Throwable cause) {
		return this.checks.invalid(this.name, shown(), problem, remedy, cause);
	}

	/**
	 * The value as errors show it.
	 */
	String shown() {
		return isSecret() ? "(not shown)" : this.value;
	}

	private boolean isSecret() {
		return SECRET.matcher(this.value).find();
	}

	/**
	 * Whether a value is PEM text itself.
	 */
	static boolean isText(String value) {
		return value.contains(BEGIN);
	}

}
