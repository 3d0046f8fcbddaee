package io.netpool.tcp.handler;

import java.util.List;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * What a pool does with a message: the choice among its {@code @TcpHandler} methods.
 */
interface MessageHandling {

	MessageType messageType();

	@Nullable Object handle(TcpConnection connection, Object message) throws Throwable;

	/**
	 * The choice among these methods.
	 * @param handlers all {@code @TcpHandler} methods of one pool
	 * @return the one there is, or {@link IgnoredMessages}
	 */
	static MessageHandling of(List<BeanCall> handlers) {
		if (handlers.isEmpty()) {
			return new IgnoredMessages();
		}
		BeanCall first = handlers.get(0);
		if (handlers.size() > 1) {
			TcpHandlerMethod second = handlers.get(1).method();
			throw second.invalid(
					"handles the messages of pool '%s', as method %s of bean '%s' does".formatted(second.pool(),
							first.method().description(), first.method().beanName()),
					"Keep one @TcpHandler method for this pool, or name another: @TcpHandler(pool = \"…\").");
		}
		return new SingleHandler(first, first.messageType());
	}

}
