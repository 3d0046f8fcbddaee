package io.netpool.tcp.observe;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.netpool.tcp.TcpConnection;

/**
 * Context of the observation of a message. Tracing creates a server span for it, which
 * starts a new trace: TCP has no headers from which to read a parent.
 *
 * @since 0.1.0
 */
public class TcpMessageObservationContext extends ReceiverContext<Object> {

	private final TcpConnection connection;

	private volatile boolean ended;

	/**
	 * Create the context.
	 * @param connection the connection that received the message
	 * @param message the message, which becomes the carrier: a {@link String} or a
	 * {@code byte[]}
	 */
	public TcpMessageObservationContext(TcpConnection connection, Object message) {
		super((carrier, key) -> null, Kind.SERVER);
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
