package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpRouteResolver;

/**
 * Options of the handler methods of one pool.
 *
 * @param charset charset of text messages
 * @param routes resolver of the routes of messages
 * @param caseSensitive whether routes are case-sensitive
 * @param closeOnError whether a failure that no exception handler handles closes the
 * connection
 * @param authenticationRequired whether messages of connections without a principal are
 * handled only by methods with {@link TcpHandler#permitAll()}
 * @since 0.1.0
 */
public record HandlerOptions(Charset charset, TcpRouteResolver routes, boolean caseSensitive, boolean closeOnError,
		boolean authenticationRequired) {

	/**
	 * Returns the default options: UTF-8, the first word as the route, case-sensitive,
	 * connections that stay open after a failure, and no authentication.
	 * @return the options
	 */
	public static HandlerOptions defaults() {
		Charset charset = StandardCharsets.UTF_8;
		return new HandlerOptions(charset, new FirstWordRouteResolver(charset), true, false, false);
	}

}
