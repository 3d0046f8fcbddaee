package io.netpool.tcp.autoconfigure;

import java.time.Duration;

import io.netpool.tcp.server.TimeoutSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pool's timeouts from its settings.
 *
 * @param timeout the settings
 * @param checks makes the errors
 */
record ClientTimeouts(TcpProperties.Timeout timeout, SettingChecks checks) {

	TimeoutSettings settings() {
		return new TimeoutSettings(patience("timeout.idle", this.timeout.idle()),
				patience("timeout.first-message", this.timeout.firstMessage()),
				patience("timeout.frame", this.timeout.frame()), patience("timeout.write", this.timeout.write()));
	}

	/**
	 * 0 is for ever, so that a pool can have no timeout where the one it inherits from
	 * has.
	 */
	private @Nullable Duration patience(String name, @Nullable Duration value) {
		return (value == null || value.isZero()) ? null : this.checks.timeout(name, value);
	}

}
