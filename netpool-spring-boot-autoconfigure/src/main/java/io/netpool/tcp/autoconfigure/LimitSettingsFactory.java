package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.AddressRangeParser;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.server.settings.LimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pool's limits from its settings.
 *
 * @param limits the settings
 * @param checks makes the errors
 */
record LimitSettingsFactory(TcpProperties.Limits limits, SettingChecks checks) {

	LimitSettings settings() {
		return new LimitSettings(positive("limits.connections-per-address", this.limits.connectionsPerAddress()),
				AddressRangeParser.of("limits.allow", this.limits.allow(), this.checks),
				AddressRangeParser.of("limits.deny", this.limits.deny(), this.checks),
				positive("limits.accepts-per-second", this.limits.acceptsPerSecond()),
				positive("limits.messages-per-second", this.limits.messagesPerSecond()),
				this.limits.messagesOverflow());
	}

	private int positive(String name, @Nullable Integer value) {
		return (value != null) ? this.checks.atLeast(1, name, value) : 0;
	}

}
