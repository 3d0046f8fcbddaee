package io.netpool.tcp.autoconfigure.properties;

import java.util.List;
import java.util.stream.IntStream;

import io.netpool.tcp.server.settings.CidrRange;
import org.jspecify.annotations.Nullable;

/**
 * Parses settings that are lists of addresses and CIDR ranges.
 */
public final class CidrRangeParser {

	private CidrRangeParser() {
	}

	/**
	 * Parse a setting.
	 * @return its ranges, empty if it is not set
	 */
	public static List<CidrRange> parse(String name, @Nullable List<String> values, SettingChecks checks) {
		if (values == null) {
			return List.of();
		}
		return IntStream.range(0, values.size())
			.mapToObj((index) -> parse(name + "[" + index + "]", values.get(index), checks))
			.toList();
	}

	private static CidrRange parse(String name, String value, SettingChecks checks) {
		try {
			return CidrRange.of(value);
		}
		catch (IllegalArgumentException ex) {
			throw checks.invalid(name, value, "is not an address or CIDR range: " + ex.getMessage(),
					"Use addresses such as 192.0.2.7 or 2001:db8::1, or CIDR ranges such as 10.0.0.0/8. "
							+ "Host names are not resolved.",
					ex);
		}
	}

}
