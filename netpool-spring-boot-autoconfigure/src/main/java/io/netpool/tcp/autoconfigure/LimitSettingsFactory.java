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
		return new LimitSettings(positive("limits.connections-per-address", this.limits.connectionsPerAddress()),
				CidrRangeParser.parse("limits.allow", this.limits.allow(), this.checks),
				CidrRangeParser.parse("limits.deny", this.limits.deny(), this.checks),
				positive("limits.accepts-per-second", this.limits.acceptsPerSecond()),
				positive("limits.messages-per-second", this.limits.messagesPerSecond()),
				this.limits.messagesOverflow());
	}

	private int positive(String name, @Nullable Integer value) {
		return (value != null) ? this.checks.atLeast(1, name, value) : 0;
	}

}
