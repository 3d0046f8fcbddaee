package io.netpool.tcp.server.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Client timeouts, and the maximum age of connections; {@code null} disables one.
 *
 * @param idle the time without any bytes received or sent
 * @param readIdle the time without any bytes received
 * @param firstMessage the time from the establishment of a connection to its first
 * message
 * @param frame the time from the first byte of a frame to its last
 * @param write the time in which the client reads none of the pending bytes
 * @param maxAge the age at which a connection is drained
 * @param authentication the time that a connection may have no principal; {@code null}
 * where it needs none
 * @since 0.1.0
 */
public record TimeoutSettings(@Nullable Duration idle, @Nullable Duration readIdle, @Nullable Duration firstMessage,
		@Nullable Duration frame, @Nullable Duration write, @Nullable MaxAge maxAge,
		@Nullable Duration authentication) {

	/**
	 * No timeouts.
	 * @return the settings
	 */
	public static TimeoutSettings none() {
		return new TimeoutSettings(null, null, null, null, null, null, null);
	}

}
