package io.netpool.tcp.autoconfigure;

import java.time.Duration;

import io.netpool.tcp.TcpHeartbeat;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@link HeartbeatSettings} of a pool.
 *
 * @param heartbeat the settings
 * @param checks checks the settings
 * @param beans the beans of the pool, of which one may create heartbeats
 */
record HeartbeatSettingsFactory(PoolProperties.Heartbeat heartbeat, SettingChecks checks, PoolBeans beans) {

	private static final String INTERVAL = "heartbeat.interval";

	/**
	 * Creates the settings, {@code null} if heartbeats are disabled.
	 */
	@Nullable HeartbeatSettings create() {
		Duration interval = this.checks.timeoutOrNone(INTERVAL, this.heartbeat.interval());
		if (interval == null) {
			return null;
		}
		String message = this.heartbeat.message();
		if (message != null) {
			return new HeartbeatSettings(interval, (connection) -> message);
		}
		TcpHeartbeat bean = this.beans.only(TcpHeartbeat.class);
		if (bean == null) {
			throw this.checks.invalid(INTERVAL, null, "is set, but there is no message to send",
					"Set '" + this.checks.keys().key("heartbeat.message") + "', or declare one TcpHeartbeat bean.");
		}
		return new HeartbeatSettings(interval, bean::message);
	}

}
