package io.netpool.tcp.autoconfigure.properties;

import java.util.List;

import io.netpool.tcp.server.settings.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings that are ranges of addresses.
 */
public final class AddressRangeParser {

	private AddressRangeParser() {
	}

	/**
	 * The ranges of a setting, none where it is not set.
	 */
	public static List<AddressRange> of(String name, @Nullable List<String> values, SettingChecks checks) {
		return (values != null) ? values.stream().map((value) -> range(name, value, checks)).toList() : List.of();
	}

	private static AddressRange range(String name, String value, SettingChecks checks) {
		try {
			return AddressRange.of(value);
		}
		catch (IllegalArgumentException ex) {
			throw checks.invalid(name, value, "is no range of addresses: " + ex.getMessage(),
					"Set it to addresses such as 192.0.2.7 or 2001:db8::1, or ranges such as 10.0.0.0/8. Names are not looked up.",
					ex);
		}
	}

}
