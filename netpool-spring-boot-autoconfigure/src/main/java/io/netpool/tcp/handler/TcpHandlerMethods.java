package io.netpool.tcp.handler;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.netpool.tcp.TcpAdvice;
import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpExceptionHandler;
import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.handler.convert.MessageDecoder;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.convert.MessageFormats;
import io.netpool.tcp.handler.method.ExceptionHandlerMethodResolver;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.HandlerMethodFinder;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.PoolBeans;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import io.netpool.tcp.handler.reply.ReplyConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Handler methods of all beans of an application: those that are annotated with
 * {@link TcpHandler}, {@link TcpConnected}, {@link TcpDisconnected} or
 * {@link TcpExceptionHandler}. Creates the endpoints that call them. Immutable.
 *
 * @since 0.1.0
 * @hidden
 */
public final class TcpHandlerMethods {

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<TcpHandlerMethod> methods;

	private TcpHandlerMethods(ConfigurableListableBeanFactory beanFactory, List<TcpHandlerMethod> methods) {
		this.beanFactory = beanFactory;
		this.methods = List.copyOf(methods);
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
		Map<String, MethodBinder> binders = new HashMap<>();
		Set<String> names = pools();
		for (TcpHandlerMethod method : this.methods) {
			List<String> pools = names.stream().filter((pool) -> isUsedIn(pool, method)).toList();
			for (String pool : pools.isEmpty() ? List.of(method.pool()) : pools) {
				binders.computeIfAbsent(pool, this::checkingBinder).bind(method);
			}
		}
		ExceptionHandlerMethodResolver.check(this.methods);
	}

	/**
	 * Whether a method can be called in a pool: an exception handler without
	 * {@link TcpAdvice} only where its bean handles messages.
	 */
	private boolean isUsedIn(String pool, TcpHandlerMethod method) {
		return method.isFor(pool) && (method.namesPool() || method.bean().advice().isPresent()
				|| this.methods.stream()
					.anyMatch((other) -> other.kind() == HandlerKind.MESSAGE && other.isFor(pool)
							&& other.beanName().equals(method.beanName())));
	}

	/**
	 * The framing of the pool is not known yet.
	 */
	private MethodBinder checkingBinder(String pool) {
		MessageBeans beans = beans(pool);
		return binder(beans, HandlerOptions.defaults(), beans.parsedTypes());
	}

	private static MethodBinder binder(MessageBeans beans, HandlerOptions options, Set<Class<?>> parsedTypes) {
		return new MethodBinder(beans, encoder(beans, options), options.charset(), parsedTypes);
	}

	private static MessageEncoder encoder(MessageBeans beans, HandlerOptions options) {
		return new MessageEncoder(beans.converters(), options.charset());
	}

	private MessageBeans beans(String pool) {
		return MessageBeans.of(new PoolBeans(this.beanFactory, pool));
	}

	/**
	 * Returns the handler methods that belong to one pool, to check that the pool exists.
	 * A method that belongs to several pools is contained once for each.
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
	 * Whether a client can log in to a pool with a message.
	 * @param pool name of the pool
	 * @return {@code true} if one of its methods has {@link TcpHandler#permitAll()}
	 */
	public boolean permitsAll(String pool) {
		return this.methods.stream().anyMatch((method) -> method.permitsAll() && method.isFor(pool));
	}

	/**
	 * Returns a method that replies to the clients of a pool.
	 * @param pool name of the pool
	 * @return the first one whose return type is that of a reply, or {@code null} if
	 * there is none: what a method replies that is declared to return {@code Object} is
	 * not known
	 */
	public @Nullable TcpHandlerMethod replying(String pool) {
		return this.methods.stream()
			.filter((method) -> isUsedIn(pool, method) && isReply(replyType(method)))
			.findFirst()
			.orElse(null);
	}

	private static boolean isReply(Class<?> type) {
		return type != void.class && type != Void.class && type != Object.class;
	}

	private static Class<?> replyType(TcpHandlerMethod method) {
		MethodParameter returnType = new MethodParameter(method.method(), -1)
			.withContainingClass(method.bean().targetType());
		Class<?> type = returnType.getParameterType();
		return (type == void.class) ? type
				: ReplyConverter.valueOf(ResolvableType.forMethodParameter(returnType)).toClass();
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
		MessageBeans beans = beans(pool);
		PoolMethods methods = poolMethods(pool, options, beans);
		if (raw) {
			methods.requireOneMessageType();
		}
		return HandlerMethodEndpoint.of(methods, beans, encoder(beans, options),
				new MessageDecoder(beans.converters(), new MessageFormats(options.charset())));
	}

	private PoolMethods poolMethods(String pool, HandlerOptions options, MessageBeans beans) {
		if (!pools().contains(pool)) {
			throw new IllegalArgumentException(
					"Pool '%s' has no handler method; the pools with handler methods are %s".formatted(pool, pools()));
		}
		Class<?> parsed = options.parsedType();
		MethodBinder binder = binder(beans, options, (parsed != null) ? Set.of(parsed) : Set.of());
		List<HandlerMethodInvoker> calls = this.methods.stream()
			.filter((method) -> isUsedIn(pool, method))
			.map((method) -> new HandlerMethodInvoker(this.beanFactory, binder.bind(method)))
			.toList();
		return new PoolMethods(pool, calls, options);
	}

}
