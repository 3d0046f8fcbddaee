package io.netpool.tcp.server.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long a pool is patient with its clients; {@code null} is for ever.
 *
 * @param idle with one that neither sends nor is sent anything
 * @param firstMessage with one that has connected, until its first message is here
 * @param frame from the first byte of a frame to its last
 * @param write with one that reads nothing of what waits for it
 * @since 0.1.0
 */
public record TimeoutSettings(@Nullable Duration idle, @Nullable Duration firstMessage, @Nullable Duration frame,
		@Nullable Duration write) {

	/**
	 * Patience without end.
	 * @return no timeouts
	 */
	public static TimeoutSettings none() {
		return new TimeoutSettings(null, null, null, null);
	}

}
