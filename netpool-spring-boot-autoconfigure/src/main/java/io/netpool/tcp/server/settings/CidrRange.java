package io.netpool.tcp.server.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

/**
 * A range of IP addresses.
 *
 * @since 0.1.0
 */
public final class CidrRange {

	private final String text;

	private final IpSubnetFilterRule rule;

	private CidrRange(String text, IpSubnetFilterRule rule) {
		this.text = text;
		this.rule = rule;
	}

	/**
	 * Parses a range in CIDR notation (RFC 4632, section 3.1), of IPv4 or IPv6.
	 * @param text an address, or an address and a prefix length, such as
	 * {@code 10.0.0.0/8} or {@code 2001:db8::/32}
	 * @return the range
	 * @throws IllegalArgumentException if it is neither; host names are not resolved
	 */
	public static CidrRange of(String text) {
		int slash = text.indexOf('/');
		String address = (slash < 0) ? text : text.substring(0, slash);
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
		if (bytes == null) {
			throw new IllegalArgumentException("'" + address + "' is not an IP address");
		}
		int longest = Byte.SIZE * bytes.length;
		int prefix = (slash < 0) ? longest : prefix(text.substring(slash + 1), longest);
		return new CidrRange(text, new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT));
	}

	private static int prefix(String text, int longest) {
		if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > longest) {
			throw new IllegalArgumentException("'/" + text + "' is not a prefix length from 0 to " + longest);
		}
		return Integer.parseInt(text);
	}

	static boolean anyContains(Collection<CidrRange> ranges, InetAddress address) {
		for (CidrRange range : ranges) {
			if (range.contains(address)) {
				return true;
			}
		}
		return false;
	}

	boolean contains(InetAddress address) {
		return this.rule.matches(new InetSocketAddress(address, 0));
	}

	@Override
	public String toString() {
		return this.text;
	}

}
