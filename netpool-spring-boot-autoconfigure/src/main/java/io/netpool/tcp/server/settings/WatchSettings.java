package io.netpool.tcp.server.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * When a pool names in the log what holds it up; {@code null} is never.
 *
 * @param handler how long a handler may be in one message
 * @param io how long an I/O thread may take to come round its loop
 * @since 0.1.0
 */
public record WatchSettings(@Nullable Duration handler, @Nullable Duration io) {

	/**
	 * Nothing is watched.
	 * @return never
	 */
	public static WatchSettings none() {
		return new WatchSettings(null, null);
	}

}
