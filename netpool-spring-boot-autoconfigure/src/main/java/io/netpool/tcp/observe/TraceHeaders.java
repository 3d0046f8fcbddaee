package io.netpool.tcp.observe;

import java.util.Map;

import io.micrometer.observation.transport.Propagator;
import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Gets the trace headers of one message. They are read when the first of them is needed,
 * so never where nothing creates spans.
 */
final class TraceHeaders implements Propagator.Getter<Object> {

	private final TcpTraceContext context;

	private final TcpConnection connection;

	private @Nullable Map<String, String> headers;

	TraceHeaders(TcpTraceContext context, TcpConnection connection) {
		this.context = context;
		this.connection = connection;
	}

	@Override
	public @Nullable String get(Object message, String name) {
		Map<String, String> read = this.headers;
		if (read == null) {
			read = this.context.headers(message, this.connection);
			this.headers = read;
		}
		return read.get(name);
	}

}
