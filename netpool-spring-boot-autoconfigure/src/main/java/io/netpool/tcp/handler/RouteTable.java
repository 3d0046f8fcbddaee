package io.netpool.tcp.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.netpool.tcp.handler.RoutingMessageHandler.Keys;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

/**
 * Routes of the {@code @TcpHandler} methods of a pool.
 *
 * @param keys comparison of routes
 * @param routes methods by the keys of their routes
 * @param fallback method without a route, or {@code null}
 */
record RouteTable(Keys keys, Map<String, HandlerMethodInvoker> routes, @Nullable HandlerMethodInvoker fallback) {

	/**
	 * Creates the table of a pool.
	 * @param pool name of the pool
	 * @param handlers all {@code @TcpHandler} methods of the pool
	 * @param keys comparison of routes
	 * @return the table
	 * @throws InvalidTcpHandlerException if two methods handle the same messages
	 */
	static RouteTable of(String pool, List<HandlerMethodInvoker> handlers, Keys keys) {
		Map<String, HandlerMethodInvoker> routes = new HashMap<>();
		HandlerMethodInvoker fallback = null;
		for (HandlerMethodInvoker handler : handlers) {
			List<String> names = handler.method().routes();
			for (String name : names) {
				requireNamed(handler, name);
				requireOnly(handler, routes.put(keys.of(name), handler),
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
		return new RouteTable(keys, routes, fallback);
	}

	private static void requireNamed(HandlerMethodInvoker handler, String route) {
		if (route.isBlank()) {
			throw handler.method()
				.invalid("has an empty route",
						"Specify a route, or omit it to handle all messages that no other method handles.");
		}
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
			return (other != null) ? other : new NoOpMessageHandler();
		}
		Map<String, MessageHandler> handlers = new HashMap<>();
		this.routes.forEach((key, handler) -> handlers.put(key, handling.apply(handler)));
		return new RoutingMessageHandler(options.routes(), this.keys, handlers, other, failures);
	}

}
