package io.netpool.tcp.handler;

import java.util.Map;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpNoRouteException;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

/**
 * Passes each message to the handler of its route.
 *
 * @param resolver resolver of the routes of messages
 * @param handlers handlers by their routes
 * @param fallback handler of messages for whose route there is no handler, or
 * {@code null}
 * @param failures handler of messages that have neither
 */
record RoutingMessageHandler(TcpRouteResolver resolver, Map<String, MessageHandler> handlers,
		@Nullable MessageHandler fallback, FailureHandler failures) implements MessageHandler {

	@Override
	public TcpReply handle(TcpConnection connection, Object message) throws Throwable {
		MessageHandler handler;
		try {
			handler = handlerOf(message, connection);
		}
		catch (Throwable ex) {
			return this.failures.handle(connection, message, ex);
		}
		return handler.handle(connection, message);
	}

	private MessageHandler handlerOf(Object message, TcpConnection connection) {
		String route = this.resolver.route(message, connection);
		MessageHandler handler = (route != null) ? this.handlers.get(route) : null;
		handler = (handler != null) ? handler : this.fallback;
		if (handler == null) {
			throw new TcpNoRouteException(route);
		}
		return handler;
	}

}
