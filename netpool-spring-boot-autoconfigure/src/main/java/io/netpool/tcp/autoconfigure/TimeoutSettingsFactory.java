package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.TimeoutSettings;

/**
 * Creates the {@link TimeoutSettings} of a pool.
 *
 * @param timeout the settings
 * @param checks checks the settings
 */
record TimeoutSettingsFactory(PoolProperties.Timeout timeout, SettingChecks checks) {

	TimeoutSettings create() {
		return new TimeoutSettings(this.checks.timeoutOrNone("timeout.idle", this.timeout.idle()),
				this.checks.timeoutOrNone("timeout.first-message", this.timeout.firstMessage()),
				this.checks.timeoutOrNone("timeout.frame", this.timeout.frame()),
				this.checks.timeoutOrNone("timeout.write", this.timeout.write()));
	}

}
