package io.netpool.tcp.test;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.InvalidTcpHandlerException;
import io.netpool.tcp.handler.MessageCodec;
import io.netpool.tcp.handler.TcpHandlerMethods;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.ClassUtils;

/**
 * Handlers that a unit test calls, without a socket and without an application:
 *
 * <pre class="code">
 * assertThat(TcpHandlers.of(new Greeter()).exchange("ann")).containsExactly("hello ann");
 * </pre>
 *
 * Messages are routed, converted, validated and intercepted, and failures handled, as a
 * pool does it; but on the thread of the test, and without frames.
 * <p>
 * Immutable. Thread-safe, where the handlers are.
 *
 * @since 0.1.0
 */
public final class TcpHandlers {

	private final DefaultListableBeanFactory beans;

	private final String pool;

	private final HandlerOptions options;

	private final AtomicLong connections;

	private TcpHandlers(DefaultListableBeanFactory beans, String pool, HandlerOptions options, AtomicLong connections) {
		this.beans = beans;
		this.pool = pool;
		this.options = options;
		this.connections = connections;
	}

	/**
	 * Test handlers.
	 * @param beans objects with handler methods, and what else would be a bean and have a
	 * part in it: exception handlers, message converters, a {@code JsonMapper}, a
	 * validator, interceptors
	 * @return the handlers of the default pool, with the settings that hold where nothing
	 * is set
	 */
	public static TcpHandlers of(Object... beans) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.setDependencyComparator(AnnotationAwareOrderComparator.INSTANCE);
		for (int i = 0; i < beans.length; i++) {
			beanFactory.registerSingleton(ClassUtils.getShortNameAsProperty(beans[i].getClass()) + "#" + i, beans[i]);
		}
		return new TcpHandlers(beanFactory, TcpAcceptorPool.DEFAULT_NAME, HandlerOptions.defaults(), new AtomicLong());
	}

	/**
	 * Choose the pool whose handlers are called.
	 * @param name the pool's name
	 * @return the handlers of this pool
	 */
	public TcpHandlers pool(String name) {
		return new TcpHandlers(this.beans, name, this.options, this.connections);
	}

	/**
	 * Choose what the handlers are told.
	 * @param options the charset, and how routes are found
	 * @return handlers with these options
	 */
	public TcpHandlers options(HandlerOptions options) {
		return new TcpHandlers(this.beans, this.pool, options, this.connections);
	}

	/**
	 * Begin a connection. Handlers are told connected; what they throw is thrown here,
	 * and the connection has then ended.
	 * @return the connection, from the client's side
	 * @throws IllegalArgumentException if the pool has no handler
	 * @throws InvalidTcpHandlerException if a handler method can't be called as it is
	 * written
	 */
	public TcpConversation connect() {
		TcpEndpoint endpoint = TcpHandlerMethods.find(this.beans).endpoint(this.pool, this.options);
		MessageCodec codec = MessageCodec.of(this.beans, this.options.charset());
		String id = "test-" + this.connections.incrementAndGet();
		TcpConversation conversation = new TcpConversation(endpoint, codec,
				new ConversationConnection(id, this.pool, endpoint, codec));
		conversation.begin();
		return conversation;
	}

	/**
	 * Send a message on a connection of its own.
	 * @param message as for {@link TcpConversation#exchange(Object)}
	 * @return as by {@link TcpConversation#exchange(Object)}
	 */
	public List<String> exchange(Object message) {
		return connect().exchange(message);
	}

}
