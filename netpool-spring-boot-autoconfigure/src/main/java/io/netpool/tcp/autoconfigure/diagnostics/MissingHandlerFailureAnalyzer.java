package io.netpool.tcp.autoconfigure.diagnostics;

import io.netpool.tcp.TcpAcceptorPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for pools without a handler.
 */
class MissingHandlerFailureAnalyzer extends AbstractFailureAnalyzer<MissingHandlerException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MissingHandlerException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Annotate a bean method with @TcpHandler, for example:\n\n    @TcpHandler" + poolAttribute(cause) + "\n"
						+ "    String onMessage(String input) {\n        return \"hello \" + input;\n    }\n\n"
						+ "Or remove '" + cause.setting() + "'. If a child context has the method, exclude "
						+ "NetpoolAutoConfiguration from this context.",
				cause);
	}

	private static String poolAttribute(MissingHandlerException cause) {
		return cause.pool().equals(TcpAcceptorPool.DEFAULT_NAME) ? "" : "(pool = \"" + cause.pool() + "\")";
	}

}
