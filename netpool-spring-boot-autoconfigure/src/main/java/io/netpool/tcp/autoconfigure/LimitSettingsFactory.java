package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.CidrRangeParser;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.LimitSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Creates the {@link LimitSettings} of a pool.
 *
 * @param limits the settings
 * @param checks checks the settings
 */
record LimitSettingsFactory(PoolProperties.Limits limits, SettingChecks checks) {

	private static final DataSize MIN_BUFFERED = DataSize.ofMegabytes(1);

	LimitSettings create() {
		return new LimitSettings(limit("limits.connections-per-address", this.limits.connectionsPerAddress()),
				CidrRangeParser.parse("limits.allow", this.limits.allow(), this.checks),
				CidrRangeParser.parse("limits.deny", this.limits.deny(), this.checks),
				limit("limits.accepts-per-second", this.limits.acceptsPerSecond()),
				limit("limits.messages-per-second", this.limits.messagesPerSecond()), this.limits.messagesOverflow(),
				maxBuffered());
	}

	private long maxBuffered() {
		DataSize max = this.limits.maxBuffered();
		if (max.compareTo(MIN_BUFFERED) < 0) {
			throw this.checks.invalid("limits.max-buffered", max, "is less than 1MB", "Set it to a size such as 40MB.");
		}
		return max.toBytes();
	}

	/**
	 * 0 is no limit, so that a pool can disable one that it inherits.
	 */
	private int limit(String name, @Nullable Integer value) {
		return (value != null) ? this.checks.atLeast(0, name, value) : 0;
	}

}
