package io.netpool.tcp.handler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.handler.method.ExceptionHandlerMethodResolver;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.InvalidTcpHandlerException;
import io.netpool.tcp.handler.method.TcpHandlerMethod;

/**
 * Handler methods of one pool.
 *
 * @param pool name of the pool
 * @param calls all handler methods of the pool, in the order of their calls
 * @param options options of the handler methods
 */
record PoolMethods(String pool, List<HandlerMethodInvoker> calls, HandlerOptions options) {

	List<HandlerMethodInvoker> of(HandlerKind kind) {
		return this.calls.stream().filter((call) -> call.method().kind() == kind).toList();
	}

	/**
	 * Creates the handler of the messages.
	 * @param beans other beans that take part in the handling of messages
	 * @return the handler
	 * @throws InvalidTcpHandlerException if two methods handle the same messages
	 */
	MessageHandler messages(MessageBeans beans) {
		List<HandlerMethodInvoker> handlers = of(HandlerKind.MESSAGE);
		Failures failures = new Failures();
		FailureHandler unrouted = failures.of(beanNames(handlers));
		boolean checked = this.options.authenticationRequired();
		MessageHandler messages = RouteTable.of(this.pool, handlers, this.options)
			.messageHandler(this.options, (call) -> handler(call, failures),
					checked ? AuthenticationCheck.before(unrouted) : unrouted);
		if (checked && handlers.isEmpty()) {
			messages = new AuthenticationCheck(messages);
		}
		return InterceptingMessageHandler.of(messages, beans.interceptors(), unrouted);
	}

	private MessageHandler handler(HandlerMethodInvoker call, Failures failures) {
		TcpHandlerMethod method = call.method();
		MessageHandler handler = ExceptionHandlingMessageHandler.of(call::message,
				failures.of(Set.of(method.beanName())));
		boolean checked = this.options.authenticationRequired() && !method.permitsAll();
		return checked ? new AuthenticationCheck(handler) : handler;
	}

	/**
	 * Refuses message handlers that take text beside others that take bytes.
	 */
	void requireOneMessageType() {
		List<HandlerMethodInvoker> handlers = of(HandlerKind.MESSAGE);
		Optional<HandlerMethodInvoker> bytes = handlers.stream()
			.filter((handler) -> handler.messageType() == MessageType.BYTES)
			.findFirst();
		Optional<HandlerMethodInvoker> text = handlers.stream()
			.filter((handler) -> handler.messageType() == MessageType.TEXT)
			.findFirst();
		if (bytes.isPresent() && text.isPresent()) {
			TcpHandlerMethod other = bytes.get().method();
			throw text.get()
				.method()
				.invalid(
						"takes text, while method %s of bean '%s' takes bytes, and pool '%s' has the framing 'raw', which splits characters then"
							.formatted(other.description(), other.beanName(), this.pool),
						"Set 'framing.mode' of the pool to another framing, or let all its @TcpHandler methods take text, or all bytes.");
		}
	}

	private static Set<String> beanNames(List<HandlerMethodInvoker> calls) {
		Set<String> names = new LinkedHashSet<>();
		calls.forEach((call) -> names.add(call.method().beanName()));
		return names;
	}

	/**
	 * Exception handlers of the pool, by bean.
	 */
	private final class Failures {

		private final Map<String, Map<Class<? extends Throwable>, HandlerMethodInvoker>> beans = new LinkedHashMap<>();

		private final List<String> advice = new ArrayList<>();

		Failures() {
			Map<String, List<HandlerMethodInvoker>> byBean = PoolMethods.this.of(HandlerKind.EXCEPTION)
				.stream()
				.collect(Collectors.groupingBy((call) -> call.method().beanName(), LinkedHashMap::new,
						Collectors.toList()));
			byBean.forEach((name, calls) -> {
				this.beans.put(name, byType(calls));
				if (calls.get(0).method().bean().advice().isPresent()) {
					this.advice.add(name);
				}
			});
		}

		private static Map<Class<? extends Throwable>, HandlerMethodInvoker> byType(List<HandlerMethodInvoker> calls) {
			Map<TcpHandlerMethod, HandlerMethodInvoker> byMethod = new LinkedHashMap<>();
			calls.forEach((call) -> byMethod.put(call.method(), call));
			Map<Class<? extends Throwable>, HandlerMethodInvoker> byType = new HashMap<>();
			ExceptionHandlerMethodResolver.of(List.copyOf(byMethod.keySet()))
				.forEach((type, method) -> byType.put(type, Objects.requireNonNull(byMethod.get(method))));
			return byType;
		}

		/**
		 * Creates the handler of the failures of some beans: first their own exception
		 * handlers, then those of {@code @TcpAdvice} beans.
		 */
		FailureHandler of(Set<String> beanNames) {
			List<Map<Class<? extends Throwable>, HandlerMethodInvoker>> handlers = Stream
				.concat(beanNames.stream(), this.advice.stream())
				.distinct()
				.map(this.beans::get)
				.filter(Objects::nonNull)
				.toList();
			return ExceptionHandlers.of(handlers, PoolMethods.this.options.closeOnError());
		}

	}

}
