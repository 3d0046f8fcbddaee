package io.netpool.tcp.test;

import java.util.HashMap;
import java.util.Map;

import io.netpool.tcp.autoconfigure.properties.PropertyNames;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Overrides the ports of all pools that the application configures, so that each listens
 * on a free port. What a test configures comes before: its property sources precede the
 * system properties, and these ports come between. All instances are equal, so that tests
 * can share a cached context.
 */
record FreePortContextCustomizer() implements ContextCustomizer {

	private static final String FREE = "0";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		// as a default, since a port that is configured requires a handler
		sources.addLast(new PoolOverrides(PropertyNames.DEFAULTS, sources,
				(later) -> later.hasPort() ? Map.of() : Map.of(LaterSettings.PORT, FREE)));
		PoolOverrides ports = new PoolOverrides("netpoolFreePorts", sources, FreePortContextCustomizer::ports);
		if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			sources.addBefore(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, ports);
		}
		else {
			sources.addFirst(ports);
		}
	}

	private static Map<String, String> ports(LaterSettings later) {
		Map<String, String> ports = new HashMap<>();
		later.namedPorts().forEach((key) -> ports.put(key, FREE));
		if (later.hasPort()) {
			ports.put(LaterSettings.PORT, FREE);
		}
		return ports;
	}

}
