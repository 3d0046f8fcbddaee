package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;

import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Adapts {@code byte[]}, which is sent unchanged.
 */
public final class BytesReplyAdapter implements ReplyAdapter {

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
