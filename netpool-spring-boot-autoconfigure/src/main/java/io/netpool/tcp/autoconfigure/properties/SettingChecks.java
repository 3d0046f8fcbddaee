package io.netpool.tcp.autoconfigure.properties;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Checks a pool's settings, and makes errors that name the setting, its value and the
 * remedy.
 *
 * @param keys the names of the pool's settings
 */
public record SettingChecks(PropertyNames keys) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	public int atLeast(int min, String name, int value) {
		if (value < min) {
			throw invalid(name, value, "is less than " + min, "Set it to " + min + " or more.");
		}
		return value;
	}

	public int between(int min, int max, String name, int value) {
		if (value < min || value > max) {
			throw invalid(name, value, "is not between " + min + " and " + max,
					"Set it to " + min + " or more, up to " + max + ".");
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
	 * 0 is for ever, so that a pool can have no timeout where the one it inherits from
	 * has.
	 */
	public @Nullable Duration timeoutOrNone(String name, @Nullable Duration value) {
		return (value == null || value.isZero()) ? null : timeout(name, value);
	}

	public InvalidSettingException invalid(String name, @Nullable Object value, String problem, String remedy) {
		return invalid(name, value, problem, remedy, null);
	}

	public InvalidSettingException invalid(String name, @Nullable Object value, String problem, String remedy,
			@Nullable Throwable cause) {
		return new InvalidSettingException(this.keys.key(name), value, problem, remedy, cause);
	}

}
