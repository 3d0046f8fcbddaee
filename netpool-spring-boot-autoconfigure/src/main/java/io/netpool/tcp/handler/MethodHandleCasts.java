package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * MethodHandleCasts of arguments and replies that need no code.
 */
final class MethodHandleCasts {

	private MethodHandleCasts() {
	}

	/**
	 * A cast, which is nothing at all where both types are the same.
	 * @param from the type of the parameter
	 * @param to the type of the result
	 * @return a method handle of exactly these types
	 */
	static MethodHandle cast(Class<?> from, Class<?> to) {
		return MethodHandles.identity(Object.class).asType(MethodType.methodType(to, from));
	}

}
