package io.netpool.tcp.autoconfigure.actuate;

import io.netpool.tcp.observe.endpoint.NetpoolEndpointWebExtension;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHints} for the endpoint, whose response bodies are serialized by
 * reflection.
 */
class EndpointHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();
		NetpoolEndpointWebExtension.bodies()
			.forEach((body) -> binding.registerReflectionHints(hints.reflection(), body));
	}

}
