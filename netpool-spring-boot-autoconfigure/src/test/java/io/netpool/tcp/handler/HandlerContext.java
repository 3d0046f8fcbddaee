package io.netpool.tcp.handler;

import io.netpool.tcp.SettledReply;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Sender;
import org.jspecify.annotations.Nullable;

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
		return endpoint(HandlerOptions.defaults());
	}

	TcpEndpoint endpoint(HandlerOptions options) {
		return methods().endpoint(TcpAcceptorPool.DEFAULT_NAME, options);
	}

	/**
	 * Handle a message to its end.
	 * @return the message that is sent, encoded
	 */
	@Nullable Object reply(TcpConnection connection, Object message) throws Throwable {
		return result(connection, message).message();
	}

	/**
	 * Handle a message to its end.
	 */
	Result result(TcpConnection connection, Object message) throws Throwable {
		return SettledReply.of(endpoint().message(connection, message), (Sender) connection);
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
