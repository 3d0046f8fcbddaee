package io.netpool.tcp.handler.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * Determines the exception types that {@code @TcpExceptionHandler} methods handle.
 */
public final class ExceptionHandlerMethodResolver {

	private ExceptionHandlerMethodResolver() {
	}

	/**
	 * Checks all exception handlers of an application.
	 * @param methods all handler methods
	 * @throws InvalidTcpHandlerException if one is invalid, or would never be called
	 */
	public static void check(List<TcpHandlerMethod> methods) {
		Map<String, Map<String, List<TcpHandlerMethod>>> byBeanAndPool = methods.stream()
			.filter((method) -> method.kind() == HandlerKind.EXCEPTION)
			.collect(Collectors.groupingBy(TcpHandlerMethod::beanName, Collectors.groupingBy(TcpHandlerMethod::pool)));
		byBeanAndPool.values().forEach((pools) -> pools.values().forEach(ExceptionHandlerMethodResolver::of));
		methods.stream()
			.filter((method) -> method.kind() == HandlerKind.EXCEPTION)
			.forEach((method) -> requireHandler(method, methods));
	}

	private static void requireHandler(TcpHandlerMethod method, List<TcpHandlerMethod> methods) {
		boolean advice = method.bean().advice().isPresent();
		if (!advice && methods.stream().noneMatch((other) -> isHandlerOfSameBean(other, method))) {
			throw method.invalid("handles exceptions of the @TcpHandler methods of its bean, which has none",
					"Annotate the class with @TcpAdvice to handle exceptions of all beans.");
		}
	}

	private static boolean isHandlerOfSameBean(TcpHandlerMethod other, TcpHandlerMethod method) {
		return other.kind() == HandlerKind.MESSAGE && other.beanName().equals(method.beanName());
	}

	/**
	 * Determines the exception types of the methods of one bean.
	 * @param methods all exception handlers of the bean
	 * @return the methods by exception type
	 * @throws InvalidTcpHandlerException if a method is invalid, or two methods handle
	 * the same type
	 */
	public static Map<Class<? extends Throwable>, TcpHandlerMethod> of(List<TcpHandlerMethod> methods) {
		Map<Class<? extends Throwable>, TcpHandlerMethod> byType = new LinkedHashMap<>();
		for (TcpHandlerMethod method : methods) {
			for (Class<? extends Throwable> type : of(method)) {
				TcpHandlerMethod other = byType.put(type, method);
				if (other != null && other != method) {
					throw method.invalid(
							"handles %s, as method %s of this bean does".formatted(type.getName(), other.description()),
							"Keep one of them, or let it handle another exception.");
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
				throw method.invalid("handles %s, but takes %s".formatted(type.getName(), taken.get(0).getName()),
						"Declare the parameter as a common supertype of the exceptions.");
			}
		}
		List<Class<? extends Throwable>> types = named.isEmpty() ? taken : named;
		if (types.isEmpty()) {
			throw method.invalid("declares no exception type",
					"Add a parameter of the exception's type, or declare the type:"
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
