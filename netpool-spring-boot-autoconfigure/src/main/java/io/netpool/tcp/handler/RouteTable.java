package io.netpool.tcp.handler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.netpool.tcp.handler.RoutingMessageHandler.Keys;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code @TcpHandler} method of a pool has which messages.
 *
 * @param keys how routes are compared
 * @param routes the methods by their routes' keys
 * @param fallback the method without a route, if there is one
 */
record RouteTable(Keys keys, Map<String, HandlerMethodInvoker> routes, @Nullable HandlerMethodInvoker fallback) {

	/**
	 * Share the messages out.
	 * @param pool the pool's name
	 * @param handlers all {@code @TcpHandler} methods of the pool
	 * @param keys how routes are compared
	 * @return the table
	 * @throws InvalidTcpHandlerException if two methods want the same messages
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
						"Keep one @TcpHandler method for this route, or name another.");
			}
			if (names.isEmpty()) {
				requireOnly(handler, fallback, "handles the messages of pool '%s'".formatted(pool),
						"Keep one @TcpHandler method without a route for this pool, name a route: @TcpHandler(\"…\"),"
								+ " or another pool: @TcpHandler(pool = \"…\").");
				fallback = handler;
			}
		}
		return new RouteTable(keys, routes, fallback);
	}

	private static void requireNamed(HandlerMethodInvoker handler, String route) {
		if (route.isBlank()) {
			throw handler.method()
				.invalid("names an empty route",
						"Name a route, or leave it out for messages that no other method handles.");
		}
	}

	private static void requireOnly(HandlerMethodInvoker handler, @Nullable HandlerMethodInvoker other, String what,
			String remedy) {
		if (other != null && other != handler) {
			TcpHandlerMethod method = other.method();
			throw handler.method()
				.invalid("%s, as method %s of bean '%s' does".formatted(what, method.description(), method.beanName()),
						remedy);
		}
	}

	/**
	 * What is done with messages that go to these methods.
	 * @param options how a route is found
	 * @param handling what is done with a message of a method
	 * @param failures what is done about a message that has no method
	 * @return the simplest that does it
	 */
	MessageHandler handling(HandlerOptions options, Function<HandlerMethodInvoker, MessageHandler> handling,
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
