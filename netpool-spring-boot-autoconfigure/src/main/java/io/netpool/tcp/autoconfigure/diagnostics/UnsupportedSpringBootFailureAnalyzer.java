package io.netpool.tcp.autoconfigure.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for versions of Spring Boot that are not supported.
 */
class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBootException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBootException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Set the version of spring-boot-starter-parent (Maven), of the plugin org.springframework.boot "
						+ "(Gradle), or of spring-boot-dependencies to 4.0 or later, or remove netpool.",
				cause);
	}

}
