package io.netpool.tcp.handler;

import io.netpool.tcp.CloseReason;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Why the connection ended.
 */
final class CloseReasonArgumentResolver implements ArgumentResolver {

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind == HandlerKind.DISCONNECTED) ? "the reason (CloseReason)" : null;
	}

	@Override
	public @Nullable Argument resolve(TcpHandlerMethod method, MethodParameter parameter) {
		if (parameter.getParameterType() != CloseReason.class) {
			return null;
		}
		return new Argument("the reason", HandlerKind.SUBJECT,
				MethodHandleCasts.cast(CloseReason.class, CloseReason.class), null);
	}

}
