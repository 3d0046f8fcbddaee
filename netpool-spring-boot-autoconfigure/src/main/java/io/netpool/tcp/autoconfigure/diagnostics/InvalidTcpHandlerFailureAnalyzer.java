package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for handler methods that are invalid.
 */
class InvalidTcpHandlerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTcpHandlerException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidTcpHandlerException cause) {
		return new FailureAnalysis(
				"Method " + cause.method() + " of bean '" + cause.beanName() + "' " + cause.problem() + ".",
				cause.remedy(), cause);
	}

}
