package io.netpool.tcp.handler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.netpool.tcp.handler.RoutingMessageHandler.Keys;

/**
 * The methods that serve one pool, bound and put together.
 *
 * @param pool the pool's name
 * @param calls all its handler methods, in their order
 * @param options what they are told
 */
record PoolMethods(String pool, List<HandlerMethodInvoker> calls, HandlerOptions options) {

	List<HandlerMethodInvoker> of(HandlerKind kind) {
		return this.calls.stream().filter((call) -> call.method().kind() == kind).toList();
	}

	/**
	 * What is done with messages.
	 * @param beans who has a part in it beside these methods
	 * @return what is done, with nothing in it that is not needed
	 * @throws InvalidTcpHandlerException if two methods want the same messages
	 */
	MessageHandler messages(MessageBeans beans) {
		List<HandlerMethodInvoker> handlers = of(HandlerKind.MESSAGE);
		Failures failures = new Failures();
		FailureHandler elsewhere = failures.of(beanNames(handlers));
		Keys keys = this.options.caseSensitive() ? Keys.CASE_SENSITIVE : Keys.IGNORE_CASE;
		MessageHandler messages = RouteTable.of(this.pool, handlers, keys)
			.handling(this.options, (call) -> ExceptionHandlingMessageHandler.of(new MethodMessageHandler(call),
					failures.of(Set.of(call.method().beanName()))), elsewhere);
		return InterceptingMessageHandler.of(messages, beans.interceptors(), elsewhere);
	}

	private static Set<String> beanNames(List<HandlerMethodInvoker> calls) {
		Set<String> names = new LinkedHashSet<>();
		calls.forEach((call) -> names.add(call.method().beanName()));
		return names;
	}

	/**
	 * The exception handlers, by the beans whose failures they are for.
	 */
	private final class Failures {

		private final Map<String, Map<Class<? extends Throwable>, HandlerMethodInvoker>> beans = new LinkedHashMap<>();

		private final Set<String> advice = new LinkedHashSet<>();

		Failures() {
			Map<String, Map<TcpHandlerMethod, HandlerMethodInvoker>> methods = new LinkedHashMap<>();
			for (HandlerMethodInvoker call : PoolMethods.this.of(HandlerKind.EXCEPTION)) {
				TcpHandlerMethod method = call.method();
				methods.computeIfAbsent(method.beanName(), (name) -> new LinkedHashMap<>()).put(method, call);
				if (method.bean().advice().isPresent()) {
					this.advice.add(method.beanName());
				}
			}
			methods.forEach((name, calls) -> this.beans.put(name, byType(calls)));
		}

		private static Map<Class<? extends Throwable>, HandlerMethodInvoker> byType(
				Map<TcpHandlerMethod, HandlerMethodInvoker> calls) {
			Map<Class<? extends Throwable>, HandlerMethodInvoker> byType = new HashMap<>();
			ExceptionHandlerMethodResolver.of(new ArrayList<>(calls.keySet()))
				.forEach((type, method) -> byType.put(type, Objects.requireNonNull(calls.get(method))));
			return byType;
		}

		/**
		 * What is done about failures of these beans: first what they do themselves.
		 */
		FailureHandler of(Set<String> beanNames) {
			List<Map<Class<? extends Throwable>, HandlerMethodInvoker>> asked = Stream
				.concat(beanNames.stream(), this.advice.stream())
				.distinct()
				.map(this.beans::get)
				.filter(Objects::nonNull)
				.toList();
			return ExceptionHandlers.of(asked, PoolMethods.this.options.closeOnError());
		}

	}

}
