package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.cluster.ClusterUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/**
 * Failure analyzer for a cluster that is required and can't be connected.
 */
class ClusterUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<ClusterUnavailableException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ClusterUnavailableException cause) {
		return new FailureAnalysis(
				cause.getMessage() + ", and 'netpool.cluster.required' is set: "
						+ NestedExceptionUtils.getMostSpecificCause(cause).getMessage() + ".",
				"Start Redis, correct 'spring.data.redis.*', or set 'netpool.cluster.required' to false: "
						+ "connections of this instance are then served, and others are reached when Redis is back.",
				cause);
	}

}
