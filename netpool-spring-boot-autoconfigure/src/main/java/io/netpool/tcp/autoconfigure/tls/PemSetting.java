package io.netpool.tcp.autoconfigure.tls;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * A setting that is PEM text, or says where it is. Its errors never show a key.
 *
 * @param name the setting's name within the pool
 * @param value its value
 * @param checks makes its errors
 */
record PemSetting(String name, String value, SettingChecks checks) {

	private static final String BEGIN = "-----BEGIN";

	/**
	 * What looks like a key rather than like a location: PEM text, also cut off, and
	 * Base64 with or without its prefix.
	 */
	private static final Pattern SECRET = Pattern.compile(BEGIN + "|^base64:|[\\r\\n]|[A-Za-z0-9+/=]{64}");

	/**
	 * Read what the setting says, with errors that name it.
	 * @param reading reads it, or throws
	 * @param what what should be there
	 * @param remedy what to do if it is not
	 * @return what is there
	 */
	<T> T read(Supplier<T> reading, String what, String remedy) {
		try {
			return reading.get();
		}
		catch (UncheckedIOException ex) {
			throw unreadable(ex);
		}
		catch (RuntimeException ex) {
			throw invalid("does not hold " + what, remedy, ex);
		}
	}

	private InvalidSettingException unreadable(UncheckedIOException ex) {
		String remedy = "Set it to a file that exists and that this process may read, to a 'classpath:' location, "
				+ "or to the PEM text itself.";
		if (isSecret()) {
			// it was taken for a location, and its errors repeat it
			return invalid("is neither whole PEM text nor a location that can be read", remedy, null);
		}
		return invalid("can't be read: " + NestedExceptionUtils.getMostSpecificCause(ex), remedy, ex);
	}

	InvalidSettingException invalid(String problem, String remedy, @Nullable Throwable cause) {
		return this.checks.invalid(this.name, shown(), problem, remedy, cause);
	}

	/**
	 * The value for an error.
	 */
	String shown() {
		if (isText(this.value)) {
			return "(inline PEM)";
		}
		return isSecret() ? "(not shown, it may be a key)" : this.value;
	}

	/**
	 * Whether a value is PEM text itself.
	 */
	static boolean isText(String value) {
		return value.contains(BEGIN);
	}

	private boolean isSecret() {
		return SECRET.matcher(this.value).find();
	}

}
