package io.netpool.tcp.handler.argument;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Principal;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves {@link Principal} parameters to the principal of the connection.
 */
public final class PrincipalArgumentResolver implements ArgumentResolver {

	private static final MethodHandle PRINCIPAL = principal();

	@Override
	public String offers(HandlerKind kind) {
		return "the principal (Principal)";
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		if (parameter.getParameterType() != Principal.class) {
			return null;
		}
		return new Argument("the principal", HandlerKind.CONNECTION, PRINCIPAL, null);
	}

	private static MethodHandle principal() {
		try {
			return MethodHandles.lookup()
				.findVirtual(TcpConnection.class, "principal", MethodType.methodType(Principal.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
