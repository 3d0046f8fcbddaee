package io.netpool.tcp.autoconfigure;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.TcpHandlerMethods;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.metrics.StartupStep;
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
		this.methods = SingletonSupplier.of(() -> find(beanFactory));
	}

	private static TcpHandlerMethods find(ConfigurableListableBeanFactory beanFactory) {
		StartupStep step = beanFactory.getApplicationStartup().start("netpool.tcp.handlers.find");
		try {
			TcpHandlerMethods methods = TcpHandlerMethods.find(beanFactory);
			step.tag("methods", () -> String.valueOf(methods.methods().size()));
			return methods;
		}
		finally {
			step.end();
		}
	}

	public TcpHandlerMethods find() {
		return this.methods.obtain();
	}

	TcpEndpoint endpoint(String pool, HandlerOptions options, boolean raw) {
		return find().endpoint(pool, options, raw);
	}

}
