package io.netpool.tcp.observe;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.ReceiverContext;
import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Context of the observation of a message. Tracing creates a server span for it. The span
 * continues the trace whose headers a {@link TcpTraceContext} reads from the message, or
 * else it starts a new one.
 *
 * @since 0.1.0
 */
public class TcpMessageObservationContext extends ReceiverContext<Object> {

	private static final Propagator.Getter<Object> NO_HEADERS = (message, name) -> null;

	private final TcpConnection connection;

	private volatile boolean ended;

	/**
	 * Create the context of a message that starts a trace.
	 * @param connection the connection that received the message
	 * @param message the message, which becomes the carrier: a {@link String} or a
	 * {@code byte[]}
	 */
	public TcpMessageObservationContext(TcpConnection connection, Object message) {
		this(connection, message, null);
	}

	/**
	 * Create the context of a message that may continue a trace.
	 * @param connection the connection that received the message
	 * @param message the message, which becomes the carrier: a {@link String} or a
	 * {@code byte[]}
	 * @param traceContext reads the headers of the trace, {@code null} if there are none
	 */
	public TcpMessageObservationContext(TcpConnection connection, Object message,
			@Nullable TcpTraceContext traceContext) {
		super((traceContext != null) ? new TraceHeaders(traceContext, connection) : NO_HEADERS, Kind.SERVER);
		setCarrier(message);
		this.connection = connection;
	}

	/**
	 * The connection that received the message.
	 * @return the connection
	 */
	public TcpConnection getConnection() {
		return this.connection;
	}

	/**
	 * Whether the message has been handled: its last reply is known, or it has none.
	 * @return {@code false} while the message is being handled
	 */
	public boolean isEnded() {
		return this.ended;
	}

	void end() {
		this.ended = true;
	}

}
