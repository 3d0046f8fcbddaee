package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.handler.TcpHandlerMethods;

import org.springframework.beans.factory.BeanFactory;

/**
 * Refuses a source of routes that reads text or bytes, if the framing parses messages of
 * another type and a handler has a route: every message would fail.
 *
 * @param pool the pool
 * @param methods the handler methods of all pools
 * @param beans has the framings of the application
 */
record RouteSourceCheck(ConfiguredPool pool, TcpHandlerMethods methods, BeanFactory beans) {

	private static final String BY = "routing.by";

	/**
	 * Check the source of the routes.
	 */
	void check() {
		String by = this.pool.properties().routing().by();
		if ("json-property".equals(by) && hasRoutes()) {
			require("json-property", "text or bytes", parsed().mayBeTextOrBytes());
		}
		else if ("bytes".equals(by) && hasRoutes()) {
			require("bytes", "bytes", parsed().mayBeBytes());
		}
	}

	private boolean hasRoutes() {
		return this.methods.methods()
			.stream()
			.anyMatch((method) -> method.isFor(this.pool.name()) && method.hasRoutes());
	}

	private ParsedMessageType parsed() {
		return ParsedMessageType.of(this.pool, this.beans);
	}

	private void require(String by, String needed, boolean possible) {
		if (!possible) {
			throw this.pool.checks()
				.invalid(BY, by,
						"needs messages that are " + needed + ", while the framing '"
								+ this.pool.properties().framing().mode() + "' of pool '" + this.pool.name()
								+ "' parses " + parsed().typeName(),
						"Set '" + this.pool.checks().keys().key(BY)
								+ "' to the name of a TcpRouteResolver bean for messages of this type.");
		}
	}

}
