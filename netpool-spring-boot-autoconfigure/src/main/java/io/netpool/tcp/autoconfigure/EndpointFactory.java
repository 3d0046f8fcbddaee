package io.netpool.tcp.autoconfigure;

import java.util.List;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.autoconfigure.properties.TcpProperties;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Puts together what serves a pool: its handler methods, the events of its connections
 * where they are wanted, and what is put around them.
 *
 * @param handlerMethods the handler methods of all pools
 * @param options what they are told
 * @param events where connections are told of
 * @param decorators what is put around, the first outermost
 */
record EndpointFactory(HandlerMethodsSupplier handlerMethods, HandlerOptionsFactory options, PoolEventPublisher events,
		ObjectProvider<TcpEndpointDecorator> decorators) {

	/**
	 * Create the endpoint of a pool. It needs beans, which may want a pool themselves.
	 */
	TcpEndpoint create(String pool, TcpProperties properties) {
		TcpEndpoint endpoint = this.handlerMethods.endpoint(pool, this.options.create(pool, properties));
		if (properties.connectionEvents()) {
			endpoint = new ConnectionEventEndpoint(endpoint, this.events);
		}
		List<TcpEndpointDecorator> outermostFirst = this.decorators.orderedStream().toList();
		for (int i = outermostFirst.size() - 1; i >= 0; i--) {
			endpoint = outermostFirst.get(i).decorate(pool, endpoint);
		}
		return endpoint;
	}

}
