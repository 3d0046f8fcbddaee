package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.server.AddressRange;
import io.netpool.tcp.server.LimitSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pool's limits from its settings.
 *
 * @param limits the settings
 * @param checks makes the errors
 */
record ClientLimits(TcpProperties.Limits limits, SettingChecks checks) {

	LimitSettings settings() {
		return new LimitSettings(positive("limits.connections-per-address", this.limits.connectionsPerAddress()),
				ranges("limits.allow", this.limits.allow()), ranges("limits.deny", this.limits.deny()),
				positive("limits.accepts-per-second", this.limits.acceptsPerSecond()),
				positive("limits.messages-per-second", this.limits.messagesPerSecond()),
				this.limits.messagesOverflow());
	}

	private int positive(String name, @Nullable Integer value) {
		return (value != null) ? this.checks.atLeast(1, name, value) : 0;
	}

	private List<AddressRange> ranges(String name, @Nullable List<String> values) {
		return (values != null) ? values.stream().map((value) -> range(name, value)).toList() : List.of();
	}

	private AddressRange range(String name, String value) {
		try {
			return AddressRange.of(value);
		}
		catch (IllegalArgumentException ex) {
			throw this.checks.invalid(name, value, "is no range of addresses: " + ex.getMessage(),
					"Set it to addresses such as 192.0.2.7 or 2001:db8::1, or ranges such as 10.0.0.0/8. Names are not looked up.",
					ex);
		}
	}

}
