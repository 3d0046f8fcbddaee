package io.netpool.tcp.handler.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * Handler method that is a Kotlin {@code suspend} function. Kotlin compiles it to a
 * method with a continuation as additional, last parameter. Spring's
 * {@link CoroutinesUtils} calls it by reflection, and returns a publisher of its result.
 * The coroutine starts on the calling thread.
 * <p>
 * Only what {@link #handle} returns needs Kotlin's libraries on the class path.
 */
public final class SuspendingFunction {

	private static final String FLOW = "kotlinx.coroutines.flow.Flow";

	private SuspendingFunction() {
	}

	/**
	 * Whether a method is a {@code suspend} function.
	 */
	public static boolean is(Method method) {
		return KotlinDetector.isSuspendingFunction(method);
	}

	/**
	 * Number of parameters that a method declares, without the continuation.
	 */
	public static int parameterCount(Method method) {
		return method.getParameterCount() - (is(method) ? 1 : 0);
	}

	/**
	 * Fails if a method needs coroutines that are not there, or of which its kind can
	 * make no use.
	 */
	public static void requireSupported(TcpHandlerMethod handlerMethod) {
		Method method = handlerMethod.method();
		boolean suspending = is(method);
		if (suspending && !handlerMethod.kind().repliesLater()) {
			throw handlerMethod.invalid("is a suspend function",
					"Remove suspend: only @TcpHandler and @TcpExceptionHandler methods can be suspend functions.");
		}
		if (suspending || method.getReturnType().getName().equals(FLOW)) {
			String library = missingLibrary();
			if (library != null) {
				throw handlerMethod.invalid(
						"%s, but %s is not on the class path"
							.formatted(suspending ? "is a suspend function" : "returns a Flow", library),
						"Add the dependency %s, whose version Spring Boot manages, or %s.".formatted(library,
								suspending ? "remove suspend" : "return another type"));
			}
		}
	}

	private static @Nullable String missingLibrary() {
		if (!ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt", null)) {
			return "org.jetbrains.kotlinx:kotlinx-coroutines-reactor";
		}
		return ClassUtils.isPresent("kotlin.reflect.full.KClasses", null) ? null
				: "org.jetbrains.kotlin:kotlin-reflect";
	}

	/**
	 * Returns the function as a method handle.
	 * @param method a {@code suspend} function
	 * @return a method handle from the bean and the arguments, without the continuation,
	 * to the publisher of its result
	 */
	static MethodHandle handle(Method method) {
		MethodType type = MethodType.methodType(Object.class, Method.class, Object.class, Object[].class);
		try {
			return MethodHandles.lookup()
				.findStatic(SuspendingFunction.class, "invoke", type)
				.bindTo(method)
				.asCollector(Object[].class, parameterCount(method));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object invoke(Method method, Object bean, Object[] arguments) {
		return CoroutinesUtils.invokeSuspendingFunction(method, bean, arguments);
	}

}
