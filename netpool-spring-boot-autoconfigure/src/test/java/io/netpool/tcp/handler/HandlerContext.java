package io.netpool.tcp.handler;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpEndpoint;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * An application context and the handler methods of its beans.
 */
final class HandlerContext implements AutoCloseable {

	private final AnnotationConfigApplicationContext context;

	private HandlerContext(AnnotationConfigApplicationContext context) {
		this.context = context;
	}

	static HandlerContext of(Class<?>... components) {
		return new HandlerContext(new AnnotationConfigApplicationContext(components));
	}

	TcpHandlerMethods methods() {
		return TcpHandlerMethods.find(this.context.getDefaultListableBeanFactory());
	}

	TcpEndpoint endpoint() {
		return methods().endpoint(TcpAcceptorPool.DEFAULT_NAME);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	boolean exists(String beanName) {
		return this.context.getDefaultListableBeanFactory().containsSingleton(beanName);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
