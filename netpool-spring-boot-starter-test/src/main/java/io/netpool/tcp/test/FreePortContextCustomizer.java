package io.netpool.tcp.test;

import java.util.HashMap;
import java.util.Map;

import io.netpool.tcp.autoconfigure.properties.PropertyNames;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
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

	private static final String PORT = "netpool.tcp.port";

	private static final String POOLS = "netpool.tcp.pools";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		ConfigurableEnvironment environment = context.getEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		Map<String, Object> ports = ports(environment);
		// as a default, since a port that is configured requires a handler
		sources.addLast(new MapPropertySource(PropertyNames.DEFAULTS, Map.of(PORT, "0")));
		MapPropertySource source = new MapPropertySource("netpoolFreePorts", ports);
		if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			sources.addBefore(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, source);
		}
		else {
			sources.addFirst(source);
		}
	}

	private static Map<String, Object> ports(ConfigurableEnvironment environment) {
		Map<String, Object> ports = new HashMap<>();
		if (environment.containsProperty(PORT)) {
			ports.put(PORT, "0");
		}
		Binder.get(environment)
			.bind(POOLS, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet()
			.stream()
			.map((name) -> POOLS + "." + name + ".port")
			.filter(environment::containsProperty)
			.forEach((key) -> ports.put(key, "0"));
		return ports;
	}

}
