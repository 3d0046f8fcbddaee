package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.CidrRangeParser;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.LimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@link LimitSettings} of a pool.
 *
 * @param limits the settings
 * @param checks checks the settings
 */
record LimitSettingsFactory(PoolProperties.Limits limits, SettingChecks checks) {

	LimitSettings create() {
		return new LimitSettings(limit("limits.connections-per-address", this.limits.connectionsPerAddress()),
				CidrRangeParser.parse("limits.allow", this.limits.allow(), this.checks),
				CidrRangeParser.parse("limits.deny", this.limits.deny(), this.checks),
				limit("limits.accepts-per-second", this.limits.acceptsPerSecond()),
				limit("limits.messages-per-second", this.limits.messagesPerSecond()), this.limits.messagesOverflow());
	}

	/**
	 * 0 is no limit, so that a pool can disable one that it inherits.
	 */
	private int limit(String name, @Nullable Integer value) {
		return (value != null) ? this.checks.atLeast(0, name, value) : 0;
	}

}
