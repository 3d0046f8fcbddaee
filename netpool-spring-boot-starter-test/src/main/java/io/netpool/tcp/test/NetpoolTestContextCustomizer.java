package io.netpool.tcp.test;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Overrides the address and the port of every pool, so that it listens on a free port of
 * the loopback address.
 */
record NetpoolTestContextCustomizer() implements ContextCustomizer {

	private static final String LOOPBACK = "127.0.0.1";

	private static final String FREE = "0";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		sources.addFirst(new PoolOverrides("netpoolTest", sources, NetpoolTestContextCustomizer::settings));
	}

	private static Map<String, String> settings(LaterSettings later) {
		Map<String, String> settings = new HashMap<>();
		settings.put("netpool.tcp.address", LOOPBACK);
		Collection<String> named = later.namedPools();
		// setting the port of the default pool would start it beside the named pools
		if (named.isEmpty() || later.hasPort()) {
			settings.put(LaterSettings.PORT, FREE);
		}
		for (String prefix : named) {
			settings.put(prefix + ".address", LOOPBACK);
			settings.put(prefix + ".port", FREE);
		}
		return settings;
	}

}
