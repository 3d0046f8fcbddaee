package io.netpool.tcp.autoconfigure.actuate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.observe.endpoint.TcpPoolSettings;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * What is in force for pools: what was set when they were made, as they do not look again
 * either.
 *
 * @param pools the settings by the pools' names
 */
record ConfiguredSettings(Map<String, OfPool> pools) implements TcpPoolSettings {

	static ConfiguredSettings of(ConfiguredPools configured, Environment environment) {
		Map<String, OfPool> pools = new HashMap<>();
		for (String name : ConfiguredPools.names(environment)) {
			PoolProperties properties = configured.get(name).properties();
			pools.put(name,
					new OfPool(security(properties.ssl()),
							new SettingValues(PropertyNames.of(name), ConfigurationPropertySources.get(environment))
								.of(properties)));
		}
		return new ConfiguredSettings(pools);
	}

	private static String security(PoolProperties.Ssl ssl) {
		if (!ssl.isOn()) {
			return "none";
		}
		return ssl.startTls() ? "start-tls" : "tls";
	}

	@Override
	public String tls(String pool) {
		return known(pool).tls();
	}

	@Override
	public List<SanitizableData> values(String pool) {
		return known(pool).values();
	}

	private OfPool known(String pool) {
		return Objects.requireNonNull(this.pools.get(pool), () -> "No pool '" + pool + "' is configured");
	}

	/**
	 * What is in force for one pool.
	 *
	 * @param tls how its connections are secured
	 * @param values its settings
	 */
	record OfPool(String tls, List<SanitizableData> values) {

	}

}
