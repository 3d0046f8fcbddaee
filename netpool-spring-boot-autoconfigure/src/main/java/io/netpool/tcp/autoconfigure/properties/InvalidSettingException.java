package io.netpool.tcp.autoconfigure.properties;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A setting has a value that can't work.
 */
public class InvalidSettingException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String remedy;

	InvalidSettingException(String setting, @Nullable Object value, String problem, String remedy) {
		this(setting, value, problem, remedy, null);
	}

	InvalidSettingException(String setting, @Nullable Object value, String problem, String remedy,
			@Nullable Throwable cause) {
		super("Setting '" + setting + "'" + ((value != null) ? " has the value '" + value + "', which " : " ")
				+ problem, cause);
		this.remedy = remedy;
	}

	public String remedy() {
		return this.remedy;
	}

}
