package io.netpool.tcp.handler.argument;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionState;
import io.netpool.tcp.handler.method.Conversions;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves parameters whose class is a {@code @TcpConnectionState} to the state of the
 * connection.
 */
public final class StateArgumentResolver implements ArgumentResolver {

	private static final Set<List<Class<?>>> SUPPORTED_PARAMETERS = Set.of(List.of(), List.of(TcpConnection.class));

	@Override
	public String offers(HandlerKind kind) {
		return "states of the connection (@TcpConnectionState)";
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (!isState(type)) {
			return null;
		}
		if (!isCreatable(type)) {
			throw method.invalid("takes %s, which cannot be created".formatted(type.getName()),
					"A class with @TcpConnectionState must not be abstract or an inner class, and must have one"
							+ " constructor, without parameters or with a TcpConnection.");
		}
		return new Argument("the state " + type.getName(), HandlerKind.CONNECTION,
				Conversions.by((connection) -> connection.state(type), TcpConnection.class, type), null);
	}

	/**
	 * Whether parameters of the type are states, and therefore not messages.
	 */
	public static boolean isState(Class<?> type) {
		return type.isAnnotationPresent(TcpConnectionState.class);
	}

	private static boolean isCreatable(Class<?> type) {
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		return !Modifier.isAbstract(type.getModifiers()) && constructors.length == 1
				&& SUPPORTED_PARAMETERS.contains(List.of(constructors[0].getParameterTypes()));
	}

}
