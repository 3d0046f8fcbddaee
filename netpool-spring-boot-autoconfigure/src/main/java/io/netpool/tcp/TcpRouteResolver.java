package io.netpool.tcp;

import org.jspecify.annotations.Nullable;

/**
 * Strategy to determine the route of a message, and so its {@link TcpHandler} method.
 * Called on the connection's lane, concurrently for different connections.
 * <p>
 * A pool uses the bean named by {@code netpool.tcp.routing.by}. If that is not set, it
 * uses the only bean of this type that {@link TcpPool} assigns to it, or else the only
 * bean without {@link TcpPool}, or else the first word of a message.
 * <p>
 * A route can depend on the connection, such as on its {@link TcpConnectionState}:
 *
 * <pre class="code">
 * (message, connection) -&gt; connection.state(Mail.class).inData ? "line of text"
 *         : commands.route(message, connection)
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TcpRouteResolver {

	/**
	 * Returns the route of a message.
	 * @param message a {@link String}, or a {@code byte[]} where a handler of the pool
	 * needs bytes or none needs text; or what the framing has parsed
	 * @param connection the connection that received the message
	 * @return the route, which need not be handled by any method, or {@code null} if
	 * there is none: the message is then handled by the method without routes
	 */
	@Nullable String route(Object message, TcpConnection connection);

}
