package io.netpool.tcp.autoconfigure.diagnostics;

import java.io.Serial;

/**
 * Thrown when the version of Spring Boot is not supported.
 */
class UnsupportedSpringBootException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnsupportedSpringBootException(String version) {
		super("netpool needs Spring Boot 4.0 or later, but this application has Spring Boot " + version);
	}

}
