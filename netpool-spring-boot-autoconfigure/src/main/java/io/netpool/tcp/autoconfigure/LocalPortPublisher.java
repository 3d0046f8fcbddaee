package io.netpool.tcp.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;

import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Publishes the port to which a pool is bound as a property of the environment, in the
 * property source in which Spring Boot publishes the ports of web servers.
 */
final class LocalPortPublisher {

	private static final String SOURCE = "server.ports";

	private LocalPortPublisher() {
	}

	static void publish(ApplicationContext context, TcpAcceptorPool pool) {
		ApplicationContext current = context;
		while (current != null) {
			if (current.getEnvironment() instanceof ConfigurableEnvironment environment) {
				ports(environment.getPropertySources()).put(PropertyNames.of(pool.name()).localPort(), pool.port());
			}
			current = current.getParent();
		}
	}

	private static Map<String, Object> ports(MutablePropertySources sources) {
		if (sources.get(SOURCE) instanceof MapPropertySource existing) {
			return existing.getSource();
		}
		Map<String, Object> ports = new HashMap<>();
		sources.addFirst(new MapPropertySource(SOURCE, ports));
		return ports;
	}

}
