package io.netpool.tcp.observe;

import java.util.List;
import java.util.Map;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.server.log.FailureLogger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The trace contexts of a pool. One that fails does not fail the message.
 */
final class MessageTraceContext implements TcpTraceContext {

	private static final Log logger = LogFactory.getLog(TcpTraceContext.class);

	private final String pool;

	private final List<TcpTraceContext> contexts;

	private final FailureLogger failures = new FailureLogger();

	MessageTraceContext(String pool, List<TcpTraceContext> contexts) {
		this.pool = pool;
		this.contexts = List.copyOf(contexts);
	}

	@Override
	public Map<String, String> headers(Object message, TcpConnection connection) {
		for (TcpTraceContext context : this.contexts) {
			Map<String, String> headers = headers(context, message, connection);
			if (!headers.isEmpty()) {
				return headers;
			}
		}
		return Map.of();
	}

	private Map<String, String> headers(TcpTraceContext context, Object message, TcpConnection connection) {
		try {
			Map<String, String> headers = context.headers(message, connection);
			if (headers == null) {
				throw new IllegalStateException(context.getClass().getName() + " has returned null");
			}
			return headers;
		}
		catch (Exception ex) {
			this.failures.log(logger, () -> "Trace headers of a message of pool '" + this.pool + "' can't be read", ex);
			return Map.of();
		}
	}

}
