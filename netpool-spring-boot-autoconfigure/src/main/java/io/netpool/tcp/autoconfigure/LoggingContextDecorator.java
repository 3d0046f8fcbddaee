package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPools;
import io.netpool.tcp.observe.TcpLoggingContext;

/**
 * Puts the connection into the logging context in pools with
 * {@code handler.logging-context}.
 *
 * @param pools the configured pools
 * @param slf4j whether SLF4J is on the class path
 */
record LoggingContextDecorator(ConfiguredPools pools, boolean slf4j) implements TcpEndpointDecorator {

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		ConfiguredPool configured = this.pools.get(pool);
		if (!configured.properties().handler().loggingContext()) {
			return endpoint;
		}
		if (!this.slf4j) {
			throw configured.checks()
				.invalid("handler.logging-context", true, "needs SLF4J, which is not on the class path",
						"Add spring-boot-starter-logging, or set it to false.");
		}
		return new TcpLoggingContext().decorate(pool, endpoint);
	}

}
