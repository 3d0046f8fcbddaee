package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.PoolPropertiesBinder;
import io.netpool.tcp.autoconfigure.properties.PropertyNames;
import io.netpool.tcp.autoconfigure.properties.SettingChecks;
import io.netpool.tcp.observe.TcpLoggingContext;

/**
 * Tells log lines of the connection in the pools that are set to.
 *
 * @param pools what they are set to
 * @param slf4j whether SLF4J is there
 */
record LoggingContextDecorator(PoolPropertiesBinder pools, boolean slf4j) implements TcpEndpointDecorator {

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		if (!this.pools.properties(pool).handler().loggingContext()) {
			return endpoint;
		}
		if (!this.slf4j) {
			throw new SettingChecks(PropertyNames.of(pool)).invalid("handler.logging-context", true,
					"needs SLF4J, which is not on the class path",
					"Add spring-boot-starter-logging, or set it to false.");
		}
		return new TcpLoggingContext().decorate(pool, endpoint);
	}

}
