package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.autoconfigure.properties.CidrRangeParser;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.server.settings.CidrRange;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;

/**
 * Creates the {@link ProxySettings} of a pool.
 *
 * @param proxies the settings
 * @param checks checks the settings
 */
record ProxySettingsFactory(PoolProperties.ProxyProtocol proxies, SettingChecks checks) {

	ProxySettings create() {
		ProxyMode mode = this.proxies.mode();
		List<CidrRange> trusted = CidrRangeParser.parse("proxy-protocol.trusted", this.proxies.trusted(), this.checks);
		if (mode != ProxyMode.OFF && trusted.isEmpty()) {
			throw this.checks.invalid("proxy-protocol.mode", mode,
					"needs trusted proxies, since any client can send a PROXY header",
					"Set '" + this.checks.key("proxy-protocol.trusted")
							+ "' to the addresses of the proxies, such as 10.0.0.0/8.");
		}
		return new ProxySettings(mode, trusted, this.checks.timeout("proxy-protocol.timeout", this.proxies.timeout()));
	}

}
