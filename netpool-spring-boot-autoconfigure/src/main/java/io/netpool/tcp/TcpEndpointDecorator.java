package io.netpool.tcp;

/**
 * Puts something around what serves the connections of a pool. Beans of this type are
 * found by themselves and asked by {@code @Order}, at each start of a pool; the first is
 * the outermost. For a part in every message, {@link TcpInterceptor} is the simpler
 * choice.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpEndpointDecorator {

	/**
	 * Decorate what serves a pool.
	 * @param pool the pool's name
	 * @param endpoint what serves it
	 * @return what is to serve it: the same endpoint, or one that calls it, such as a
	 * {@link DelegatingTcpEndpoint}
	 */
	TcpEndpoint decorate(String pool, TcpEndpoint endpoint);

}
