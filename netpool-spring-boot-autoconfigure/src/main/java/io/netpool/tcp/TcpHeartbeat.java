package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Creates the heartbeats that are sent to clients of pools with
 * {@code netpool.tcp.heartbeat.interval}, unless {@code netpool.tcp.heartbeat.message} is
 * set. A pool uses the only bean of this type that {@link TcpPool} assigns to it, or else
 * the only one without {@link TcpPool}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpHeartbeat {

	/**
	 * Creates a heartbeat. Called on the I/O thread of the connection, so it must not
	 * block.
	 * @param connection the connection to which nothing was sent for the interval
	 * @return a message of a type that {@link TcpConnection#send} supports, {@code null}
	 * to send none
	 */
	@Nullable Object message(TcpConnection connection);

}
