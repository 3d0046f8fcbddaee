package io.netpool.tcp.handler.argument;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.MethodHandleCasts;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves {@link TcpConnection} parameters.
 */
public final class ConnectionArgumentResolver implements ArgumentResolver {

	@Override
	public String offers(HandlerKind kind) {
		return "the connection (TcpConnection)";
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		if (parameter.getParameterType() != TcpConnection.class) {
			return null;
		}
		return new Argument("the connection", HandlerKind.CONNECTION,
				MethodHandleCasts.cast(TcpConnection.class, TcpConnection.class), null);
	}

}
