package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.TcpHandlerMethods;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Supplies the handler methods of the application. They are looked up once, when they are
 * first needed.
 *
 * @since 0.1.0
 */
public class HandlerMethodsSupplier {

	private final SingletonSupplier<TcpHandlerMethods> methods;

	HandlerMethodsSupplier(ConfigurableListableBeanFactory beanFactory) {
		this.methods = SingletonSupplier.of(() -> TcpHandlerMethods.find(beanFactory));
	}

	public TcpHandlerMethods find() {
		return this.methods.obtain();
	}

	/**
	 * Create the endpoint of a pool.
	 * @param pool its name
	 * @param options the options of its handler methods
	 * @param raw whether messages are what arrives, so that a character is kept whole
	 * only if every handler takes text
	 */
	TcpEndpoint endpoint(String pool, HandlerOptions options, boolean raw) {
		if (raw) {
			find().requireOneMessageType(pool, options);
		}
		return find().endpoint(pool, options);
	}

}
