package io.netpool.tcp.observe;

import io.micrometer.observation.Observation;
import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection that is observed.
 *
 * @since 0.1.0
 */
public class TcpConnectionObservationContext extends Observation.Context {

	private final TcpConnection connection;

	private volatile @Nullable CloseReason closeReason;

	/**
	 * Create the context of a connection.
	 * @param connection the connection
	 */
	public TcpConnectionObservationContext(TcpConnection connection) {
		this.connection = connection;
	}

	/**
	 * The connection.
	 * @return the connection, which is closed when its observation stops
	 */
	public TcpConnection getConnection() {
		return this.connection;
	}

	/**
	 * Why the connection ended.
	 * @return the reason, {@code null} while it is open
	 */
	public @Nullable CloseReason getCloseReason() {
		return this.closeReason;
	}

	void setCloseReason(CloseReason closeReason) {
		this.closeReason = closeReason;
	}

}
