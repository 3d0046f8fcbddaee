package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpHandler;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

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
 * @param parsedType type of the messages that the framing parses, {@code null} if
 * messages are text or bytes
 * @since 0.1.0
 */
public record HandlerOptions(Charset charset, TcpRouteResolver routes, boolean caseSensitive, boolean closeOnError,
		boolean authenticationRequired, @Nullable Class<?> parsedType) {

	/**
	 * Creates options of a pool whose messages are text or bytes.
	 * @param charset charset of text messages
	 * @param routes resolver of the routes of messages
	 * @param caseSensitive whether routes are case-sensitive
	 * @param closeOnError whether a failure that no exception handler handles closes the
	 * connection
	 */
	public HandlerOptions(Charset charset, TcpRouteResolver routes, boolean caseSensitive, boolean closeOnError) {
		this(charset, routes, caseSensitive, closeOnError, false, null);
	}

	/**
	 * Returns these options for a pool that requires a login.
	 * @return the options
	 */
	public HandlerOptions requiringAuthentication() {
		return new HandlerOptions(this.charset, this.routes, this.caseSensitive, this.closeOnError, true,
				this.parsedType);
	}

	/**
	 * Returns these options for messages that the framing parses.
	 * @param type type of the messages
	 * @return the options
	 */
	public HandlerOptions parsing(Class<?> type) {
		return new HandlerOptions(this.charset, this.routes, this.caseSensitive, this.closeOnError,
				this.authenticationRequired, type);
	}

	/**
	 * Returns the default options: UTF-8, the first word as the route, case-sensitive,
	 * connections that stay open after a failure, and no authentication.
	 * @return the options
	 */
	public static HandlerOptions defaults() {
		Charset charset = StandardCharsets.UTF_8;
		return new HandlerOptions(charset, new FirstWordRouteResolver(charset), true, false);
	}

}
