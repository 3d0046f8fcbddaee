package io.netpool.tcp.autoconfigure.properties;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;

/**
 * Thrown when a setting is invalid.
 */
public class InvalidSettingException extends RuntimeException implements OriginProvider {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String remedy;

	private final transient @Nullable Origin origin;

	InvalidSettingException(String key, @Nullable Object value, String problem, String remedy, @Nullable Origin origin,
			@Nullable Throwable cause) {
		super("Setting '" + key + "'" + ((value != null) ? " has the value '" + value + "', which " : " ") + problem,
				cause);
		this.remedy = remedy;
		this.origin = origin;
	}

	public String remedy() {
		return this.remedy;
	}

	@Override
	public @Nullable Origin getOrigin() {
		return this.origin;
	}

}
