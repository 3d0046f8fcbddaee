package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for invalid settings.
 */
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		return SettingFailure.analysis(cause.getMessage() + ".", cause.getOrigin(), cause.remedy(), cause);
	}

}
