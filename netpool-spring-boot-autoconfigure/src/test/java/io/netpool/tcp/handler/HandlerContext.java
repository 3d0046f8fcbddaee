package io.netpool.tcp.handler;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.Continuation;
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
	 * Handle a message and wait for what becomes of it, as a lane would.
	 */
	@Nullable Object reply(TcpConnection connection, Object message) throws Throwable {
		return settle(endpoint().message(connection, message));
	}

	/**
	 * Wait for a reply, as a lane would.
	 */
	static @Nullable Object settle(@Nullable Object reply) throws Throwable {
		Object current = reply;
		while (current instanceof CompletionStage<?> stage) {
			try {
				current = stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				throw ex.getCause();
			}
			if (current instanceof Continuation continuation) {
				current = continuation.proceed();
			}
		}
		return current;
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
