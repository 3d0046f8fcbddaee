package io.netpool.tcp.observe;

import io.micrometer.observation.Observation;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Context of the observation of a connection.
 *
 * @since 0.1.0
 */
public class TcpConnectionObservationContext extends Observation.Context {

	private final TcpConnection connection;

	private volatile @Nullable CloseReason closeReason;

	/**
	 * Create the context.
	 * @param connection the connection
	 */
	public TcpConnectionObservationContext(TcpConnection connection) {
		this.connection = connection;
	}

	/**
	 * The observed connection.
	 * @return the connection, which has been closed when its observation stops
	 */
	public TcpConnection getConnection() {
		return this.connection;
	}

	/**
	 * The connection's close reason.
	 * @return the reason, {@code null} while the connection is open
	 */
	public @Nullable CloseReason getCloseReason() {
		return this.closeReason;
	}

	void setCloseReason(CloseReason closeReason) {
		this.closeReason = closeReason;
	}

}
