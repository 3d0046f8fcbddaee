package io.netpool.tcp.observe;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.netpool.tcp.TcpConnection;

/**
 * What is known of a message that is observed. Tracing makes it a span of a server, which
 * begins a trace: a message has no headers that all protocols agree on, so none is read.
 *
 * @since 0.1.0
 */
public class TcpMessageObservationContext extends ReceiverContext<Object> {

	private final TcpConnection connection;

	private volatile boolean ended;

	/**
	 * Create the context of a message.
	 * @param connection where it came from
	 * @param message a {@link String} or {@code byte[]}, which becomes the carrier
	 */
	public TcpMessageObservationContext(TcpConnection connection, Object message) {
		super((carrier, key) -> null, Kind.SERVER);
		setCarrier(message);
		this.connection = connection;
	}

	/**
	 * Where the message came from.
	 * @return the connection
	 */
	public TcpConnection getConnection() {
		return this.connection;
	}

	/**
	 * Whether the last reply is known, or that there is none.
	 * @return {@code false} while the message is being handled
	 */
	public boolean isEnded() {
		return this.ended;
	}

	void end() {
		this.ended = true;
	}

}
