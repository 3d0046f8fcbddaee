package io.netpool.tcp.autoconfigure.diagnostics;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the port of a pool is set but no bean handles its connections.
 */
public class MissingHandlerException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String pool;

	private final String setting;

	public MissingHandlerException(String pool, String setting, @Nullable String port) {
		super("'" + setting + "' is set to " + port + ", but no bean has a handler method for pool '" + pool + "'");
		this.pool = pool;
		this.setting = setting;
	}

	String pool() {
		return this.pool;
	}

	String setting() {
		return this.setting;
	}

}
