package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.ClientAuthentication;
import io.netpool.tcp.autoconfigure.properties.ConfiguredPool;
import io.netpool.tcp.autoconfigure.properties.PoolProperties;
import io.netpool.tcp.server.detect.UndetectedEndpoint;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Creates the endpoint of a pool: its handler methods, its connection events if they are
 * enabled, and the decorators of the application.
 *
 * @param handlerMethods the handler methods of all pools
 * @param options creates their options
 * @param events publishes connection events
 * @param decorators the decorators, the first one outermost
 */
record EndpointFactory(HandlerMethodsSupplier handlerMethods, HandlerOptionsFactory options, PoolEventPublisher events,
		ObjectProvider<TcpEndpointDecorator> decorators) {

	/**
	 * Create the endpoint of a pool. It needs beans, which may need a pool themselves.
	 */
	TcpEndpoint create(ConfiguredPool pool) {
		requireLogin(pool);
		new UnframedReplyCheck(pool, this.handlerMethods.find()).check();
		new RouteSourceCheck(pool, this.handlerMethods.find(), this.options.beanFactory()).check();
		boolean raw = pool.properties().framing().mode().equals(FramingFactory.RAW);
		TcpEndpoint endpoint = this.handlerMethods.endpoint(pool.name(), this.options.create(pool), raw);
		if (pool.properties().connectionEvents()) {
			endpoint = new ConnectionEventEndpoint(endpoint, this.events);
		}
		List<TcpEndpointDecorator> outermostFirst = this.decorators.orderedStream().toList();
		for (int i = outermostFirst.size() - 1; i >= 0; i--) {
			endpoint = outermostFirst.get(i).decorate(pool.name(), endpoint);
		}
		return endpoint;
	}

	/**
	 * Create the endpoint of the pool that listens for detected protocols: it may have no
	 * handlers itself.
	 */
	TcpEndpoint createDetecting(ConfiguredPool pool) {
		return this.handlerMethods.find().pools().contains(pool.name()) ? create(pool) : UndetectedEndpoint.INSTANCE;
	}

	/**
	 * Without a way to log in, each client would be closed.
	 */
	private void requireLogin(ConfiguredPool pool) {
		PoolProperties properties = pool.properties();
		if (!properties.authentication().required() || this.handlerMethods.find().permitsAll(pool.name())) {
			return;
		}
		boolean certificates = properties.ssl().isOn() && properties.ssl().clientAuth() != ClientAuthentication.NONE;
		if (!certificates) {
			throw pool.checks()
				.invalid("authentication.required", true, "leaves clients of pool '" + pool.name()
						+ "' no way to log in: no handler has 'permitAll', and TLS does not request client certificates",
						"Add permitAll = true to the @TcpHandler method that handles the login, or set '"
								+ pool.checks().keys().key("ssl.client-auth") + "' to need, or '"
								+ pool.checks().keys().key("authentication.required") + "' to false.");
		}
	}

}
