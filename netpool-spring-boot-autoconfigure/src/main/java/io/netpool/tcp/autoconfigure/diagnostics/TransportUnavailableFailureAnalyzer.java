package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.server.transport.TransportUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do where a transport does not work on this machine.
 */
class TransportUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<TransportUnavailableException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, TransportUnavailableException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Set 'netpool.tcp.io.transport' to auto, which takes the best that works, or add Netty's native "
						+ "library for this platform and transport.",
				cause);
	}

}
