package io.netpool.tcp;

/**
 * Callback to decorate the {@link TcpEndpoint} of each pool. All beans of this type are
 * called whenever a pool starts; of several, sorted by {@code @Order}, the first becomes
 * the outermost decorator. To intercept messages only, implement the simpler
 * {@link TcpInterceptor}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpEndpointDecorator {

	/**
	 * Decorates the endpoint of a pool.
	 * @param pool name of the pool
	 * @param endpoint endpoint to decorate
	 * @return the endpoint to use: the same one, or one that delegates to it, such as a
	 * {@link DelegatingTcpEndpoint}
	 */
	TcpEndpoint decorate(String pool, TcpEndpoint endpoint);

}
