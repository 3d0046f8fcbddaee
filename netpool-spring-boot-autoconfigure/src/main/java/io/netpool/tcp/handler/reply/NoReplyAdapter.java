package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Adapts {@code void}, and {@code Void}, which a generic interface may require.
 */
public final class NoReplyAdapter implements ReplyAdapter {

	private static final MethodHandle NO_REPLY = MethodHandles.constant(TcpReply.class, TcpReply.none());

	@Override
	public String offers(HandlerKind kind) {
		return "void";
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		Class<?> type = returnType.getParameterType();
		if (type == void.class) {
			return NO_REPLY;
		}
		return (type == Void.class) ? MethodHandles.dropArguments(NO_REPLY, 0, Void.class) : null;
	}

}
