package io.netpool.tcp.test;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Overrides the address and the port of every pool, so that it listens on a free port of
 * the loopback address.
 */
record NetpoolTestContextCustomizer() implements ContextCustomizer {

	private static final String POOLS = "netpool.tcp.pools";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		ConfigurableEnvironment environment = context.getEnvironment();
		Map<String, Object> settings = new HashMap<>();
		settings.put("netpool.tcp.address", "127.0.0.1");
		Set<String> named = Binder.get(environment)
			.bind(POOLS, Bindable.mapOf(String.class, Object.class))
			.map(Map::keySet)
			.orElse(Set.of());
		// setting the port of the default pool would start it beside the named pools
		if (named.isEmpty() || environment.containsProperty("netpool.tcp.port")) {
			settings.put("netpool.tcp.port", "0");
		}
		for (String name : named) {
			settings.put(POOLS + "." + name + ".address", "127.0.0.1");
			settings.put(POOLS + "." + name + ".port", "0");
		}
		environment.getPropertySources().addFirst(new MapPropertySource("netpoolTest", settings));
	}

}
