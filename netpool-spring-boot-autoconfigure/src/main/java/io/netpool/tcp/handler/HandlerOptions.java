package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.TcpRouteResolver;

/**
 * What the handler methods of one pool are told.
 *
 * @param charset the charset of text messages
 * @param routes how a message's route is found
 * @param caseSensitive whether routes that differ in case only are different routes
 * @param closeOnError whether a failure that nothing handles closes its connection
 * @since 0.1.0
 */
public record HandlerOptions(Charset charset, TcpRouteResolver routes, boolean caseSensitive, boolean closeOnError) {

	/**
	 * What holds where nothing is set.
	 * @return the options
	 */
	public static HandlerOptions defaults() {
		Charset charset = StandardCharsets.UTF_8;
		return new HandlerOptions(charset, new FirstWordRouteResolver(charset), true, false);
	}

}
