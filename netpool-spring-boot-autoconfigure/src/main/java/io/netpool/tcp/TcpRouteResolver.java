package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Finds out for which {@link TcpHandler} a message is. It runs on the connection's lane,
 * for many connections at the same time.
 * <p>
 * A pool uses the bean that {@code netpool.tcp.routing.by} names. Where nothing is set,
 * it uses the only bean of this type, or else the first word of a message.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpRouteResolver {

	/**
	 * The route of a message.
	 * @param message a {@link String}, or a {@code byte[]} where a handler of the pool
	 * needs bytes or none needs text
	 * @param connection where it came from
	 * @return the route, which need not be one that is handled, or {@code null} if there
	 * is none: the message then goes to the handler without a route
	 */
	@Nullable String route(Object message, TcpConnection connection);

}
