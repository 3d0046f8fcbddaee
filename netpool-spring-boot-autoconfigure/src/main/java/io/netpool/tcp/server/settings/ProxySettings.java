package io.netpool.tcp.server.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The proxies in front of a pool, which tell who their clients are by the PROXY protocol
 * of HAProxy, version 1 or 2.
 *
 * @param mode whether connections begin with a PROXY header
 * @param trusted addresses whose headers are believed
 * @param timeout how long a header is waited for; where it is optional, none has come
 * then
 * @since 0.1.0
 */
public record ProxySettings(ProxyMode mode, List<AddressRange> trusted, Duration timeout) {

	/**
	 * No proxies.
	 * @return settings that read no header
	 */
	public static ProxySettings none() {
		return new ProxySettings(ProxyMode.OFF, List.of(), Duration.ZERO);
	}

	/**
	 * Whether a connection from this address may begin with a header.
	 */
	public boolean reads(InetAddress address) {
		return this.mode != ProxyMode.OFF && AddressRange.anyContains(this.trusted, address);
	}

	/**
	 * Whether a connection from this address, which is not trusted, is served without a
	 * header.
	 */
	public boolean servesOthers() {
		return this.mode != ProxyMode.REQUIRED;
	}

}
