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
 * Lets every pool listen on any free port of the loopback address, whatever the
 * application has set.
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
		// setting its port would start the default pool beside them
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
