package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * {@code void}, and {@code Void}, which a generic interface may need.
 */
final class NoReplyAdapter implements ReplyAdapter {

	@Override
	public String offers(HandlerKind kind) {
		return "void";
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		Class<?> type = returnType.getParameterType();
		if (type == void.class) {
			return MethodHandles.constant(Object.class, null);
		}
		return (type == Void.class) ? MethodHandleCasts.cast(Void.class, Object.class) : null;
	}

}
