package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.server.settings.TimeoutSettings;

/**
 * Makes a pool's timeouts from its settings.
 *
 * @param timeout the settings
 * @param checks makes the errors
 */
record TimeoutSettingsFactory(TcpProperties.Timeout timeout, SettingChecks checks) {

	TimeoutSettings settings() {
		return new TimeoutSettings(this.checks.timeoutOrNone("timeout.idle", this.timeout.idle()),
				this.checks.timeoutOrNone("timeout.first-message", this.timeout.firstMessage()),
				this.checks.timeoutOrNone("timeout.frame", this.timeout.frame()),
				this.checks.timeoutOrNone("timeout.write", this.timeout.write()));
	}

}
