package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.autoconfigure.properties.AddressRangeParser;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;
import io.netpool.tcp.server.settings.AddressRange;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.ProxySettings;

/**
 * Makes what a pool knows of its proxies from its settings.
 *
 * @param proxies the settings
 * @param checks makes the errors
 */
record ProxySettingsFactory(TcpProperties.ProxyProtocol proxies, SettingChecks checks) {

	ProxySettings settings() {
		ProxyMode mode = this.proxies.mode();
		List<AddressRange> trusted = AddressRangeParser.of("proxy-protocol.trusted", this.proxies.trusted(),
				this.checks);
		if (mode != ProxyMode.OFF && trusted.isEmpty()) {
			throw this.checks.invalid("proxy-protocol.mode", mode,
					"needs proxies whose headers are believed, since any client can send one",
					"Set '" + this.checks.keys().key("proxy-protocol.trusted")
							+ "' to their addresses, such as 10.0.0.0/8.");
		}
		return new ProxySettings(mode, trusted, this.checks.timeout("proxy-protocol.timeout", this.proxies.timeout()));
	}

}
