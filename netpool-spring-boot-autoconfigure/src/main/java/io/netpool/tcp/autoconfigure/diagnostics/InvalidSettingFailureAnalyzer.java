package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.autoconfigure.properties.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to change where a setting can't work.
 */
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.remedy(), cause);
	}

}
