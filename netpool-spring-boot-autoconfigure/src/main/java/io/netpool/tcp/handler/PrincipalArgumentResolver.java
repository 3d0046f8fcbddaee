package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Principal;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Who the client is.
 */
final class PrincipalArgumentResolver implements ArgumentResolver {

	private static final MethodHandle PRINCIPAL = principal();

	@Override
	public String offers(HandlerKind kind) {
		return "who the client is (Principal)";
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		if (parameter.getParameterType() != Principal.class) {
			return null;
		}
		return new Argument("who the client is", HandlerKind.CONNECTION, PRINCIPAL, null);
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
