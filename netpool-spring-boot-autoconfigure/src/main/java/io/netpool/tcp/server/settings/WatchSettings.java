package io.netpool.tcp.server.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The detection of blocked threads; {@code null} disables it.
 *
 * @param handler the time in one message after which a handler is reported
 * @param io the time after which a blocked I/O thread is reported
 * @since 0.1.0
 */
public record WatchSettings(@Nullable Duration handler, @Nullable Duration io) {

	/**
	 * Returns settings without detection.
	 * @return the settings
	 */
	public static WatchSettings none() {
		return new WatchSettings(null, null);
	}

}
