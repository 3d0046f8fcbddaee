package io.netpool.tcp.test;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpCorrelation;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.handler.HandlerOptions;
import io.netpool.tcp.handler.TcpHandlerMethods;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.PoolBeans;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.ClassUtils;

/**
 * Calls handler methods in a unit test, without a socket and without an application
 * context:
 *
 * <pre class="code">
 * assertThat(TcpHandlers.of(new Greeter()).exchange("ann")).containsExactly("hello ann");
 * </pre>
 *
 * Messages are routed, converted, validated and intercepted, and exceptions handled, as
 * in a pool, but on the thread of the test and without framing.
 * <p>
 * Immutable. Thread-safe if the handlers are.
 *
 * @since 0.1.0
 */
public final class TcpHandlers {

	private final DefaultListableBeanFactory beans;

	private final String pool;

	private final HandlerOptions options;

	private final @Nullable Principal principal;

	private final AtomicLong connections;

	private TcpHandlers(DefaultListableBeanFactory beans, String pool, HandlerOptions options,
			@Nullable Principal principal, AtomicLong connections) {
		this.beans = beans;
		this.pool = pool;
		this.options = options;
		this.principal = principal;
		this.connections = connections;
	}

	/**
	 * Create handlers of the default pool, with default settings.
	 * @param beans the objects with handler methods, and the other beans that take part:
	 * exception handlers, message converters, a {@code JsonMapper}, a validator,
	 * interceptors, a {@code TcpCorrelation}, a framing that parses messages
	 * @return the handlers
	 */
	public static TcpHandlers of(Object... beans) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.setDependencyComparator(AnnotationAwareOrderComparator.INSTANCE);
		for (int i = 0; i < beans.length; i++) {
			beanFactory.registerSingleton(ClassUtils.getShortNameAsProperty(beans[i].getClass()) + "#" + i, beans[i]);
		}
		return new TcpHandlers(beanFactory, TcpAcceptorPool.DEFAULT_NAME, HandlerOptions.defaults(), null,
				new AtomicLong());
	}

	/**
	 * Select the pool whose handlers are called.
	 * @param name the name of the pool
	 * @return the handlers of this pool
	 */
	public TcpHandlers pool(String name) {
		return new TcpHandlers(this.beans, name, this.options, this.principal, this.connections);
	}

	/**
	 * Set the options of the handlers, such as the charset and the route resolver.
	 * @param options the options
	 * @return the handlers with these options
	 */
	public TcpHandlers options(HandlerOptions options) {
		return new TcpHandlers(this.beans, this.pool, options, this.principal, this.connections);
	}

	/**
	 * Require a login, as {@code netpool.tcp.authentication.required} does: before it,
	 * only handlers with {@code permitAll} are called.
	 * @return the handlers with required authentication
	 */
	public TcpHandlers authenticationRequired() {
		return options(this.options.requiringAuthentication());
	}

	/**
	 * Let clients have logged in when they connect, as with a client certificate.
	 * @param principal the principal of each new connection
	 * @return the handlers of connections with this principal
	 */
	public TcpHandlers principal(Principal principal) {
		return new TcpHandlers(this.beans, this.pool, this.options, principal, this.connections);
	}

	/**
	 * Open a connection. Calls the {@code @TcpConnected} methods; an exception from one
	 * of them closes the connection and is thrown by this method.
	 * @return the client's side of the connection
	 * @throws IllegalArgumentException if the pool has no handler
	 * @throws InvalidTcpHandlerException if a handler method has an invalid signature
	 */
	public TcpConversation connect() {
		TcpEndpoint endpoint = TcpHandlerMethods.find(this.beans).endpoint(this.pool, this.options);
		PoolBeans poolBeans = new PoolBeans(this.beans, this.pool);
		MessageCodec codec = MessageCodec.of(poolBeans, this.options.charset());
		String id = "test-" + this.connections.incrementAndGet();
		ConversationConnection connection = new ConversationConnection(id, this.pool, endpoint, codec,
				poolBeans.only(TcpCorrelation.class));
		connection.principal(this.principal);
		TcpConversation conversation = new TcpConversation(endpoint, codec, connection);
		conversation.begin();
		return conversation;
	}

	/**
	 * Send a message on a new connection.
	 * @param message the message, as for {@link TcpConversation#exchange(Object)}
	 * @return the messages sent to the client after it connected, including the replies
	 */
	public List<String> exchange(Object message) {
		return connect().exchange(message);
	}

}
