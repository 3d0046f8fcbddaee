package io.netpool.tcp.handler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.netpool.tcp.TcpConnected;
import io.netpool.tcp.TcpDisconnected;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpHandler;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * All methods of an application's beans with {@link TcpHandler}, {@link TcpConnected} or
 * {@link TcpDisconnected}, checked, and made into an endpoint for each pool that they
 * name. Immutable.
 *
 * @since 0.1.0
 */
public final class TcpHandlerMethods {

	private final List<TcpHandlerMethod> methods;

	private final Map<String, TcpEndpoint> endpoints;

	private TcpHandlerMethods(List<TcpHandlerMethod> methods, Map<String, TcpEndpoint> endpoints) {
		this.methods = List.copyOf(methods);
		this.endpoints = Collections.unmodifiableMap(endpoints);
	}

	/**
	 * Find the handler methods. No bean is created for it, and the type of a bean that
	 * does not exist yet is only what its definition says: call this when all singletons
	 * are there, or methods of a {@code @Bean} that is declared by an interface are
	 * missed.
	 * @param beanFactory the beans to look at; those of its parents are not among them
	 * @return the handler methods
	 * @throws InvalidTcpHandlerException if a method can't be called as it is written, or
	 * two methods want the same messages
	 */
	public static TcpHandlerMethods find(ConfigurableListableBeanFactory beanFactory) {
		MethodBinder binder = new MethodBinder();
		List<TcpHandlerMethod> methods = new HandlerMethodFinder(beanFactory).find();
		Map<String, List<BeanCall>> calls = new LinkedHashMap<>();
		for (TcpHandlerMethod method : methods) {
			calls.computeIfAbsent(method.pool(), (pool) -> new ArrayList<>())
				.add(new BeanCall(beanFactory, binder.bind(method)));
		}
		Map<String, TcpEndpoint> endpoints = new LinkedHashMap<>();
		calls.forEach((pool, poolCalls) -> endpoints.put(pool, HandlerMethodEndpoint.of(poolCalls)));
		return new TcpHandlerMethods(methods, endpoints);
	}

	/**
	 * The handler methods, for those who check that their pools exist.
	 * @return all of them, by {@code @Order}, then in the order of their beans'
	 * definitions
	 */
	public List<TcpHandlerMethod> methods() {
		return this.methods;
	}

	/**
	 * The pools that handler methods name.
	 * @return their names
	 */
	public Set<String> pools() {
		return this.endpoints.keySet();
	}

	/**
	 * What serves a pool: the same object at each call. It takes beans from the bean
	 * factory when they are first needed.
	 * @param pool the pool's name, one of {@link #pools()}
	 * @return the endpoint
	 * @throws IllegalArgumentException if no handler method names this pool
	 */
	public TcpEndpoint endpoint(String pool) {
		TcpEndpoint endpoint = this.endpoints.get(pool);
		if (endpoint == null) {
			throw new IllegalArgumentException(
					"No handler method names pool '%s'; those named are %s".formatted(pool, pools()));
		}
		return endpoint;
	}

}
