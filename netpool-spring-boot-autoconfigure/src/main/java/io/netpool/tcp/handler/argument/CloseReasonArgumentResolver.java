package io.netpool.tcp.handler.argument;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.handler.method.HandlerKind;
import io.netpool.tcp.handler.method.MethodHandleCasts;
import io.netpool.tcp.handler.method.TcpHandlerMethod;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Resolves {@link CloseReason} parameters of {@code @TcpDisconnected} methods.
 */
public final class CloseReasonArgumentResolver implements ArgumentResolver {

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind == HandlerKind.DISCONNECTED) ? "the close reason (CloseReason)" : null;
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		if (parameter.getParameterType() != CloseReason.class) {
			return null;
		}
		return new Argument("the close reason", HandlerKind.SUBJECT,
				MethodHandleCasts.cast(CloseReason.class, CloseReason.class), null);
	}

}
