package io.netpool.tcp.autoconfigure;

import java.io.Serial;

/**
 * A pool is configured, but no bean handles its messages.
 */
class MissingHandlerException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String setting;

	MissingHandlerException(String setting, int port) {
		super("'" + setting + "' is set (" + port + "), but no bean has a method that handles its connections");
		this.setting = setting;
	}

	String setting() {
		return this.setting;
	}

}
