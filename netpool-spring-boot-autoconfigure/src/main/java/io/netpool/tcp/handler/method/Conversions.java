package io.netpool.tcp.handler.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Creates the method handles that convert arguments and return values.
 */
public final class Conversions {

	private static final MethodHandle APPLY = apply();

	private Conversions() {
	}

	/**
	 * Returns a cast, which has no cost if both types are the same.
	 * @param from type of the parameter
	 * @param to type of the result
	 * @return a method handle of exactly these types
	 */
	public static MethodHandle cast(Class<?> from, Class<?> to) {
		return MethodHandles.identity(Object.class).asType(MethodType.methodType(to, from));
	}

	/**
	 * Returns a function as a method handle.
	 * @param <T> type that the function takes
	 * @param function the function
	 * @param from type of the parameter
	 * @param to type of the result
	 * @return a method handle of exactly these types
	 */
	public static <T> MethodHandle by(Function<T, @Nullable Object> function, Class<? extends T> from, Class<?> to) {
		return APPLY.bindTo(function).asType(MethodType.methodType(to, from));
	}

	private static MethodHandle apply() {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(Function.class, "apply", MethodType.methodType(Object.class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
