package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.observe.endpoint.NetpoolEndpointWebExtension;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What the endpoint reads by reflection, for native images: the bodies of its responses,
 * and the settings that it shows.
 */
class EndpointHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
		NetpoolEndpointWebExtension.bodies()
			.forEach((body) -> binding.registerReflectionHints(hints.reflection(), body));
		binding.registerReflectionHints(hints.reflection(), PoolProperties.class);
	}

}
