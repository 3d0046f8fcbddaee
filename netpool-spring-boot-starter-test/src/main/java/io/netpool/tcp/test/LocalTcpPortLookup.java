package io.netpool.tcp.test;

import java.util.function.IntSupplier;

import io.netpool.tcp.autoconfigure.properties.PropertyNames;

import org.springframework.beans.factory.InjectionPoint;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.Environment;

/**
 * Resolves the port for one {@link LocalTcpPort}. The meta-annotation {@code @Value}
 * can't depend on the pool, but as a prototype this bean is created for each injection,
 * with the {@link InjectionPoint} that has the annotation.
 */
class LocalTcpPortLookup implements IntSupplier {

	static final String BEAN_NAME = "io.netpool.tcp.test.LocalTcpPort";

	private final String pool;

	private final Environment environment;

	LocalTcpPortLookup(InjectionPoint injectionPoint, Environment environment) {
		this.pool = MergedAnnotations.from(injectionPoint.getAnnotations()).get(LocalTcpPort.class).getString("pool");
		this.environment = environment;
	}

	@Override
	public int getAsInt() {
		String key = PropertyNames.of(this.pool).localPort();
		Integer port = this.environment.getProperty(key, Integer.class);
		if (port == null) {
			throw new IllegalStateException(
					"Pool '%s' does not listen: the environment has no '%s'".formatted(this.pool, key));
		}
		return port;
	}

}
