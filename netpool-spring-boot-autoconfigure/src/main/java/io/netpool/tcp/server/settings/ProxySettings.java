package io.netpool.tcp.server.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The PROXY protocol of HAProxy, versions 1 and 2.
 *
 * @param mode whether connections begin with a PROXY header
 * @param trusted the addresses whose headers are trusted
 * @param timeout the time limit for receiving a header; after it, an optional header
 * counts as absent
 * @since 0.1.0
 */
public record ProxySettings(ProxyMode mode, List<CidrRange> trusted, Duration timeout) {

	/**
	 * Returns settings without proxies.
	 * @return the settings
	 */
	public static ProxySettings none() {
		return new ProxySettings(ProxyMode.OFF, List.of(), Duration.ZERO);
	}

	/**
	 * Returns whether a connection from this address may begin with a header.
	 */
	public boolean reads(InetAddress address) {
		return this.mode != ProxyMode.OFF && CidrRange.anyContains(this.trusted, address);
	}

	/**
	 * Returns whether connections from addresses that are not trusted are served.
	 */
	public boolean servesOthers() {
		return this.mode != ProxyMode.REQUIRED;
	}

}
