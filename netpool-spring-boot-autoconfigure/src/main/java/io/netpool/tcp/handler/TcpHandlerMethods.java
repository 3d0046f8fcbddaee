package io.netpool.tcp.handler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * All methods of an application's beans with {@link TcpHandler}, {@link TcpConnected},
 * {@link TcpDisconnected} or {@link TcpExceptionHandler}, checked, and made into an
 * endpoint for each pool that they name. Immutable.
 *
 * @since 0.1.0
 */
public final class TcpHandlerMethods {

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<TcpHandlerMethod> methods;

	private final MessageBeans beans;

	private TcpHandlerMethods(ConfigurableListableBeanFactory beanFactory, List<TcpHandlerMethod> methods) {
		this.beanFactory = beanFactory;
		this.methods = List.copyOf(methods);
		this.beans = MessageBeans.of(beanFactory);
	}

	/**
	 * Find the handler methods. No bean is created for it, and the type of a bean that
	 * does not exist yet is only what its definition says: call this when all singletons
	 * are there, or methods of a {@code @Bean} that is declared by an interface are
	 * missed.
	 * @param beanFactory the beans to look at; those of its parents are not among them
	 * @return the handler methods
	 * @throws InvalidTcpHandlerException if a method can't be called as it is written
	 */
	public static TcpHandlerMethods find(ConfigurableListableBeanFactory beanFactory) {
		TcpHandlerMethods methods = new TcpHandlerMethods(beanFactory, new HandlerMethodFinder(beanFactory).find());
		methods.check();
		return methods;
	}

	/**
	 * So that a wrong signature is told before any pool listens.
	 */
	private void check() {
		HandlerOptions options = HandlerOptions.defaults();
		MethodBinder binder = binder(options, encoder(options));
		this.methods.forEach(binder::bind);
		ExceptionHandlerMethodResolver.check(this.methods);
	}

	private MethodBinder binder(HandlerOptions options, MessageEncoder encoder) {
		return new MethodBinder(this.beans, encoder, options.charset());
	}

	private MessageEncoder encoder(HandlerOptions options) {
		return new MessageEncoder(this.beans.converters(), options.charset());
	}

	/**
	 * The handler methods that name a pool, for those who check that it exists. An
	 * exception handler whose advice names several is there once for each.
	 * @return all of them, by {@code @Order}, then in the order of their beans'
	 * definitions
	 */
	public List<TcpHandlerMethod> methods() {
		return this.methods.stream().filter(TcpHandlerMethod::namesPool).toList();
	}

	/**
	 * The pools that have a handler method, other than for exceptions.
	 * @return their names
	 */
	public Set<String> pools() {
		return this.methods.stream()
			.filter((method) -> method.kind() != HandlerKind.EXCEPTION)
			.map(TcpHandlerMethod::pool)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Create what serves a pool. It takes beans from the bean factory when they are first
	 * needed.
	 * @param pool the pool's name, one of {@link #pools()}
	 * @param options what its handler methods are told
	 * @return a new endpoint
	 * @throws IllegalArgumentException if this pool has no handler method
	 * @throws InvalidTcpHandlerException if two methods want the same messages
	 */
	public TcpEndpoint endpoint(String pool, HandlerOptions options) {
		if (!pools().contains(pool)) {
			throw new IllegalArgumentException(
					"No handler method names pool '%s'; those named are %s".formatted(pool, pools()));
		}
		MessageEncoder encoder = encoder(options);
		MethodBinder binder = binder(options, encoder);
		List<HandlerMethodInvoker> calls = this.methods.stream()
			.filter((method) -> method.isFor(pool))
			.map((method) -> new HandlerMethodInvoker(this.beanFactory, binder.bind(method)))
			.toList();
		return HandlerMethodEndpoint.of(new PoolMethods(pool, calls, options), this.beans, encoder);
	}

}
