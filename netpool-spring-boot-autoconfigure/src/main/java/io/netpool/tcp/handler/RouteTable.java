package io.netpool.tcp.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * Routes of the {@code @TcpHandler} methods of a pool.
 *
 * @param routes methods by their routes
 * @param fallback method without a route, or {@code null}
 */
record RouteTable(Map<String, HandlerMethodInvoker> routes, @Nullable HandlerMethodInvoker fallback) {

	/**
	 * Creates the table of a pool.
	 * @param pool name of the pool
	 * @param handlers all {@code @TcpHandler} methods of the pool
	 * @param options options with the route resolver
	 * @return the table
	 * @throws InvalidTcpHandlerException if two methods handle the same messages
	 */
	static RouteTable of(String pool, List<HandlerMethodInvoker> handlers, HandlerOptions options) {
		Map<String, HandlerMethodInvoker> routes = newMap(options.caseSensitive());
		HandlerMethodInvoker fallback = null;
		for (HandlerMethodInvoker handler : handlers) {
			List<String> names = handler.method().routes();
			for (String name : names) {
				requireNamed(handler, name);
				requireOnly(handler, routes.put(normalized(handler, name, options), handler),
						"handles route '%s' of pool '%s'".formatted(name, pool),
						"Keep one @TcpHandler method for this route, or specify another route.");
			}
			if (names.isEmpty()) {
				requireOnly(handler, fallback, "handles the messages of pool '%s'".formatted(pool),
						"Keep one @TcpHandler method without a route for this pool, or specify a route,"
								+ " @TcpHandler(\"…\"), or another pool, @TcpHandler(pool = \"…\").");
				fallback = handler;
			}
		}
		return new RouteTable(routes, fallback);
	}

	private static void requireNamed(HandlerMethodInvoker handler, String route) {
		if (route.isBlank()) {
			throw handler.method()
				.invalid("has an empty route",
						"Specify a route, or omit it to handle all messages that no other method handles.");
		}
	}

	/**
	 * Returns a route as the resolver returns it.
	 */
	private static String normalized(HandlerMethodInvoker handler, String route, HandlerOptions options) {
		if (!(options.routes() instanceof BytesRouteResolver bytes)) {
			return route;
		}
		String normalized = bytes.normalize(route);
		if (normalized == null) {
			throw handler.method()
				.invalid("has the route '%s', which no message has with routing by bytes".formatted(route),
						"Specify " + bytes.describe() + ".");
		}
		return normalized;
	}

	private static void requireOnly(HandlerMethodInvoker handler, @Nullable HandlerMethodInvoker other, String problem,
			String remedy) {
		if (other != null && other != handler) {
			TcpHandlerMethod method = other.method();
			throw handler.method()
				.invalid("%s, as method %s of bean '%s' does".formatted(problem, method.description(),
						method.beanName()), remedy);
		}
	}

	private static <V> Map<String, V> newMap(boolean caseSensitive) {
		return caseSensitive ? new HashMap<>() : new LinkedCaseInsensitiveMap<>(Locale.ROOT);
	}

	/**
	 * Creates the message handler for these routes.
	 * @param options options with the route resolver
	 * @param handling creates the message handler of a method
	 * @param failures handler of messages without a method
	 * @return the message handler
	 */
	MessageHandler messageHandler(HandlerOptions options, Function<HandlerMethodInvoker, MessageHandler> handling,
			FailureHandler failures) {
		MessageHandler other = (this.fallback != null) ? handling.apply(this.fallback) : null;
		if (this.routes.isEmpty()) {
			return (other != null) ? other : (connection, message) -> TcpReply.none();
		}
		Map<String, MessageHandler> handlers = newMap(options.caseSensitive());
		this.routes.forEach((route, handler) -> handlers.put(route, handling.apply(handler)));
		return new RoutingMessageHandler(options.routes(), handlers, other, failures);
	}

}
