package io.netpool.tcp.handler;

import io.netpool.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves {@link TcpConnection} parameters.
 */
final class ConnectionArgumentResolver implements ArgumentResolver {

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
