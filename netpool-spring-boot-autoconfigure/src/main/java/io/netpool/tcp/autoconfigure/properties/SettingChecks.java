package io.netpool.tcp.autoconfigure.properties;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Checks the settings of a pool. An error names the key that the application has written,
 * its value and origin, and the remedy.
 *
 * @param keys the pool's own keys
 * @param environment where its settings are written
 */
public record SettingChecks(PropertyNames keys, Environment environment) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * The key under which a setting is written, the pool's own key if it is not.
	 * @param name the setting's name within the pool
	 */
	public String key(String name) {
		return Objects.requireNonNullElseGet(writtenKey(name), () -> this.keys.key(name));
	}

	/**
	 * The key under which a setting is written, {@code null} if it is not.
	 * @param name the setting's name within the pool
	 */
	public @Nullable String writtenKey(String name) {
		WrittenSetting written = written(name);
		return (written != null) ? written.key() : null;
	}

	/**
	 * Whether a setting is written, for the pool itself or for it to inherit.
	 */
	public boolean isWritten(String name) {
		return writtenKey(name) != null;
	}

	/**
	 * Whether a setting is written, and not only in {@link PropertyNames#DEFAULTS}.
	 */
	public boolean isConfigured(String name) {
		WrittenSetting written = written(name);
		return written != null && !written.isDefault();
	}

	/**
	 * Whether a setting is written for the pool itself.
	 */
	public boolean isOwn(String name) {
		return this.keys.key(name).equals(writtenKey(name));
	}

	/**
	 * Where a setting is written, {@code null} if it is not.
	 */
	public @Nullable Origin origin(String name) {
		WrittenSetting written = written(name);
		return (written != null) ? Origin.from(written.property()) : null;
	}

	/**
	 * The number that a setting is written as, {@code null} if it is written as text.
	 */
	public @Nullable Integer number(String name) {
		WrittenSetting written = written(name);
		return (written != null && written.property().getValue() instanceof Integer number) ? number : null;
	}

	private @Nullable WrittenSetting written(String name) {
		return WrittenSetting.find(this.keys, name, this.environment);
	}

	public int atLeast(int min, String name, int value) {
		if (value < min) {
			throw invalid(name, value, "is less than " + min, "Set it to " + min + " or more.");
		}
		return value;
	}

	public int between(int min, int max, String name, int value) {
		if (value < min || value > max) {
			throw invalid(name, value, "is not between " + min + " and " + max,
					"Set it to a value from " + min + " to " + max + ".");
		}
		return value;
	}

	public Duration timeout(String name, Duration value) {
		if (value.compareTo(SHORTEST) < 0) {
			throw invalid(name, value, "is less than a millisecond", "Set it to a duration such as 10s.");
		}
		return value;
	}

	/**
	 * Check a timeout that 0 disables, so that a pool can disable one that it inherits.
	 * @return the timeout, {@code null} if it is disabled
	 */
	public @Nullable Duration timeoutOrNone(String name, @Nullable Duration value) {
		return (value == null || value.isZero()) ? null : timeout(name, value);
	}

	public InvalidSettingException invalid(String name, @Nullable Object value, String problem, String remedy) {
		return invalid(name, value, problem, remedy, null);
	}

	/**
	 * Create an error.
	 * @param name the setting's name within the pool, or that of an element of it
	 * @param value the value, {@code null} if the setting is not set, or if its value is
	 * not the problem. A string is shown unchanged, since it may replace a secret
	 * @param problem the problem, as a predicate
	 * @param remedy the remedy, as a sentence
	 * @param cause the cause
	 */
	public InvalidSettingException invalid(String name, @Nullable Object value, String problem, String remedy,
			@Nullable Throwable cause) {
		WrittenSetting written = written(name);
		if (written == null) {
			return new InvalidSettingException(this.keys.key(name), value, problem, remedy, null, cause);
		}
		Object shown = (value == null || value instanceof String) ? value : asWritten(written, value);
		return new InvalidSettingException(written.key(), shown, problem, remedy, Origin.from(written.property()),
				cause);
	}

	/**
	 * The value as the application has written it, {@code 1ms} rather than
	 * {@code PT0.001S}.
	 */
	private Object asWritten(WrittenSetting written, Object value) {
		boolean whole = written.property().getName().toString().equals(written.key());
		return (whole && written.property().getValue() instanceof CharSequence text)
				? this.environment.resolvePlaceholders(text.toString()) : value;
	}

}
