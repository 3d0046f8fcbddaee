package io.netpool.tcp.test;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * The settings of pools in the property sources after that of a test.
 *
 * @param sources the property sources
 */
record LaterSettings(List<ConfigurationPropertySource> sources) {

	static final String PORT = "netpool.tcp.port";

	private static final ConfigurationPropertyName DEFAULT_PORT = ConfigurationPropertyName.of(PORT);

	private static final ConfigurationPropertyName POOLS = ConfigurationPropertyName.of("netpool.tcp.pools");

	/**
	 * Whether the port of the default pool is configured.
	 */
	boolean hasPort() {
		return this.sources.stream().anyMatch((source) -> source.getConfigurationProperty(DEFAULT_PORT) != null);
	}

	/**
	 * The keys of the ports of named pools.
	 */
	Collection<String> namedPorts() {
		return ofNamedPools()
			.filter((name) -> name.getNumberOfElements() == POOLS.getNumberOfElements() + 2
					&& name.getLastElement(Form.UNIFORM).equals("port"))
			.map(ConfigurationPropertyName::toString)
			.distinct()
			.toList();
	}

	/**
	 * The prefixes of the settings of named pools.
	 */
	Collection<String> namedPools() {
		return ofNamedPools().map((name) -> name.chop(POOLS.getNumberOfElements() + 1))
			.map(ConfigurationPropertyName::toString)
			.distinct()
			.toList();
	}

	private Stream<ConfigurationPropertyName> ofNamedPools() {
		return this.sources.stream()
			.filter(IterableConfigurationPropertySource.class::isInstance)
			.flatMap((source) -> ((IterableConfigurationPropertySource) source).stream())
			.filter(POOLS::isAncestorOf);
	}

}
