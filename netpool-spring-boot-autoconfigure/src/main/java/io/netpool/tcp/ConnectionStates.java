package io.netpool.tcp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.ConcurrentMap;

/**
 * Creates the {@link TcpConnectionState} objects of connections, which are kept as
 * attributes under the names of their classes.
 */
final class ConnectionStates {

	private static final ClassValue<MethodHandle> CONSTRUCTORS = new ClassValue<>() {

		@Override
		protected MethodHandle computeValue(Class<?> type) {
			return constructor(type);
		}

	};

	private ConnectionStates() {
	}

	static <T> T get(TcpConnection connection, Class<T> type) {
		Object known = connection.attributes().get(type.getName());
		return type.cast((known != null) ? known : create(connection, type));
	}

	private static Object create(TcpConnection connection, Class<?> type) {
		MethodHandle constructor = CONSTRUCTORS.get(type);
		ConcurrentMap<String, Object> attributes = connection.attributes();
		// not computeIfAbsent, in which a constructor could not use the attributes
		synchronized (attributes) {
			Object known = attributes.get(type.getName());
			if (known == null) {
				known = invoke(constructor, connection);
				attributes.put(type.getName(), known);
			}
			return known;
		}
	}

	private static Object invoke(MethodHandle constructor, TcpConnection connection) {
		try {
			return (Object) constructor.invokeExact(connection);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	private static MethodHandle constructor(Class<?> type) {
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		if (!type.isAnnotationPresent(TcpConnectionState.class) || Modifier.isAbstract(type.getModifiers())
				|| constructors.length != 1 || !isSupported(constructors[0].getParameterTypes())) {
			throw new IllegalArgumentException(
					type.getName() + " must be annotated with @TcpConnectionState, not be abstract, and have"
							+ " one constructor, without parameters or with a TcpConnection");
		}
		return handle(constructors[0]);
	}

	private static boolean isSupported(Class<?>[] parameterTypes) {
		return parameterTypes.length == 0 || (parameterTypes.length == 1 && parameterTypes[0] == TcpConnection.class);
	}

	private static MethodHandle handle(Constructor<?> constructor) {
		constructor.setAccessible(true);
		try {
			MethodHandle handle = MethodHandles.lookup().unreflectConstructor(constructor);
			MethodHandle taking = (constructor.getParameterCount() != 0) ? handle
					: MethodHandles.dropArguments(handle, 0, TcpConnection.class);
			return taking.asType(MethodType.methodType(Object.class, TcpConnection.class));
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
