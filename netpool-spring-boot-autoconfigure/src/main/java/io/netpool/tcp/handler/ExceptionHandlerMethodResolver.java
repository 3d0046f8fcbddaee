package io.netpool.tcp.handler;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * For which exceptions the {@code @TcpExceptionHandler} methods of a bean are.
 */
final class ExceptionHandlerMethodResolver {

	private ExceptionHandlerMethodResolver() {
	}

	/**
	 * Check the exception handlers among all methods of an application.
	 * @param methods all handler methods
	 * @throws InvalidTcpHandlerException if one is wrong, or would never be called
	 */
	static void check(List<TcpHandlerMethod> methods) {
		Map<String, Map<String, List<TcpHandlerMethod>>> byBeanAndPool = methods.stream()
			.filter((method) -> method.kind() == HandlerKind.EXCEPTION)
			.collect(Collectors.groupingBy(TcpHandlerMethod::beanName, Collectors.groupingBy(TcpHandlerMethod::pool)));
		byBeanAndPool.values().forEach((pools) -> pools.values().forEach(ExceptionHandlerMethodResolver::of));
		methods.stream()
			.filter((method) -> method.kind() == HandlerKind.EXCEPTION)
			.forEach((method) -> requireCalled(method, methods));
	}

	private static void requireCalled(TcpHandlerMethod method, List<TcpHandlerMethod> methods) {
		boolean advice = method.bean().advice().isPresent();
		if (!advice && methods.stream().noneMatch((other) -> isHandlerBeside(other, method))) {
			throw method.invalid("is for the @TcpHandler methods of its bean, which has none",
					"Annotate the class with @TcpAdvice, and it is for those of all beans.");
		}
	}

	private static boolean isHandlerBeside(TcpHandlerMethod other, TcpHandlerMethod method) {
		return other.kind() == HandlerKind.MESSAGE && other.beanName().equals(method.beanName());
	}

	/**
	 * Determine the exceptions.
	 * @param methods all such methods of one bean
	 * @return the method for each type of exception
	 */
	static Map<Class<? extends Throwable>, TcpHandlerMethod> of(List<TcpHandlerMethod> methods) {
		Map<Class<? extends Throwable>, TcpHandlerMethod> byType = new LinkedHashMap<>();
		for (TcpHandlerMethod method : methods) {
			for (Class<? extends Throwable> type : of(method)) {
				TcpHandlerMethod other = byType.put(type, method);
				if (other != null && other != method) {
					throw method.invalid(
							"handles %s, as method %s of this bean does".formatted(type.getName(), other.description()),
							"Keep one of them, or name another exception.");
				}
			}
		}
		return byType;
	}

	private static List<Class<? extends Throwable>> of(TcpHandlerMethod method) {
		List<Class<? extends Throwable>> named = method.exceptions();
		List<Class<? extends Throwable>> taken = parameters(method);
		for (Class<? extends Throwable> type : named) {
			if (!taken.stream().allMatch((parameter) -> ClassUtils.isAssignable(parameter, type))) {
				throw method.invalid("is for %s, but takes %s".formatted(type.getName(), taken.get(0).getName()),
						"Let its parameter be of a type that all its exceptions have.");
			}
		}
		List<Class<? extends Throwable>> types = named.isEmpty() ? taken : named;
		if (types.isEmpty()) {
			throw method.invalid("names no exception", "Give it a parameter of the exception's type, or name the type:"
					+ " @TcpExceptionHandler(IllegalArgumentException.class).");
		}
		return types;
	}

	private static List<Class<? extends Throwable>> parameters(TcpHandlerMethod method) {
		return Arrays.stream(method.method().getParameterTypes())
			.filter(Throwable.class::isAssignableFrom)
			.<Class<? extends Throwable>>map((type) -> type.asSubclass(Throwable.class))
			.toList();
	}

}
