package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Adapts {@code byte[]}, which is sent unchanged.
 */
final class BytesReplyAdapter implements ReplyAdapter {

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind.replies()) ? "byte[]" : null;
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		boolean bytes = returnType.getParameterType() == byte[].class;
		return (bytes) ? ReplyAdapter.replyWith(byte[].class) : null;
	}

}
