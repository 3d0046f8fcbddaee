package io.netpool.tcp.handler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.method.ExceptionHandlerMethodResolver;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.HandlerMethodFinder;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.TcpHandlerMethod;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Handler methods of all beans of an application: those that are annotated with
 * {@link TcpHandler}, {@link TcpConnected}, {@link TcpDisconnected} or
 * {@link TcpExceptionHandler}. Creates the endpoints that call them. Immutable.
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
	 * Finds and checks the handler methods. No bean is created. The type of a bean that
	 * has not been created is that of its definition; therefore call this method after
	 * all singletons have been created, or it misses the methods of {@code @Bean} methods
	 * that are declared to return an interface.
	 * @param beanFactory bean factory to search, without its parents
	 * @return the handler methods
	 * @throws InvalidTcpHandlerException if a method is invalid
	 */
	public static TcpHandlerMethods find(ConfigurableListableBeanFactory beanFactory) {
		TcpHandlerMethods methods = new TcpHandlerMethods(beanFactory, new HandlerMethodFinder(beanFactory).find());
		methods.check();
		return methods;
	}

	/**
	 * Fails on an invalid signature before any pool listens.
	 */
	private void check() {
		HandlerOptions options = HandlerOptions.defaults();
		MethodBinder binder = binder(options, encoder(options), this.beans.parsedTypes());
		this.methods.forEach(binder::bind);
		ExceptionHandlerMethodResolver.check(this.methods);
	}

	private MethodBinder binder(HandlerOptions options, MessageEncoder encoder, Set<Class<?>> parsedTypes) {
		return new MethodBinder(this.beans, encoder, options.charset(), parsedTypes);
	}

	private MessageEncoder encoder(HandlerOptions options) {
		return new MessageEncoder(this.beans.converters(), options.charset());
	}

	/**
	 * Returns the handler methods that belong to one pool, to check that the pool exists.
	 * An exception handler whose {@link TcpAdvice} specifies several pools is contained
	 * once for each.
	 * @return the methods, sorted by {@code @Order}, then by the order of the bean
	 * definitions
	 */
	public List<TcpHandlerMethod> methods() {
		return this.methods.stream().filter(TcpHandlerMethod::namesPool).toList();
	}

	/**
	 * Names of the pools that have handler methods, apart from exception handlers.
	 * @return the pool names
	 */
	public Set<String> pools() {
		return this.methods.stream()
			.filter((method) -> method.kind() != HandlerKind.EXCEPTION)
			.map(TcpHandlerMethod::pool)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Creates the endpoint of a pool. The beans of its handler methods are fetched from
	 * the bean factory on the first call.
	 * @param pool name of the pool, one of {@link #pools()}
	 * @param options options of the handler methods
	 * @return a new endpoint
	 * @throws IllegalArgumentException if the pool has no handler method
	 * @throws InvalidTcpHandlerException if two methods handle the same messages
	 */
	public TcpEndpoint endpoint(String pool, HandlerOptions options) {
		return endpoint(pool, options, false);
	}

	/**
	 * Creates the endpoint of a pool, as {@link #endpoint(String, HandlerOptions)} does.
	 * @param pool name of the pool, one of {@link #pools()}
	 * @param options options of the handler methods
	 * @param raw whether the framing is {@code raw}, which keeps characters whole only if
	 * all methods take text
	 * @return a new endpoint
	 * @throws IllegalArgumentException if the pool has no handler method
	 * @throws InvalidTcpHandlerException if two methods handle the same messages, or if
	 * the framing is {@code raw}, and one method takes text and another bytes
	 */
	public TcpEndpoint endpoint(String pool, HandlerOptions options, boolean raw) {
		PoolMethods methods = poolMethods(pool, options);
		if (raw) {
			methods.requireOneMessageType();
		}
		return HandlerMethodEndpoint.of(methods, this.beans, encoder(options));
	}

	private PoolMethods poolMethods(String pool, HandlerOptions options) {
		if (!pools().contains(pool)) {
			throw new IllegalArgumentException(
					"Pool '%s' has no handler method; the pools with handler methods are %s".formatted(pool, pools()));
		}
		Class<?> parsed = options.parsedType();
		MethodBinder binder = binder(options, encoder(options), (parsed != null) ? Set.of(parsed) : Set.of());
		List<HandlerMethodInvoker> calls = this.methods.stream()
			.filter((method) -> method.isFor(pool))
			.map((method) -> new HandlerMethodInvoker(this.beanFactory, binder.bind(method)))
			.toList();
		return new PoolMethods(pool, calls, options);
	}

}
