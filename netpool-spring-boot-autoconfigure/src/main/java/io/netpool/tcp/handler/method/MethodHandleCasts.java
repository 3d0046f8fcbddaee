package io.netpool.tcp.handler.method;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Creates method handles that cast.
 */
public final class MethodHandleCasts {

	private MethodHandleCasts() {
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

}
