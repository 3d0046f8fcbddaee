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

	TcpEndpoint endpoint(String pool, HandlerOptions options, boolean raw) {
		return find().endpoint(pool, options, raw);
	}

}
