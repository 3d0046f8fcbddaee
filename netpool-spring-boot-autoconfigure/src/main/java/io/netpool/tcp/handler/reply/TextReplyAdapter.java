package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import io.netpool.tcp.TcpReply;
import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Adapts {@code String}, and any other {@link CharSequence}, which is converted when the
 * method returns, since a {@code StringBuilder} may change afterwards.
 */
public final class TextReplyAdapter implements ReplyAdapter {

	private static final MethodHandle TEXT = text();

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind.replies()) ? "String" : null;
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		Class<?> type = returnType.getParameterType();
		if (type == String.class) {
			return ReplyAdapter.replyWith(String.class);
		}
		return (CharSequence.class.isAssignableFrom(type)) ? TEXT.asType(MethodType.methodType(TcpReply.class, type))
				: null;
	}

	private static TcpReply text(@Nullable CharSequence reply) {
		return TcpReply.of((reply != null) ? reply.toString() : null);
	}

	private static MethodHandle text() {
		try {
			return MethodHandles.lookup()
				.findStatic(TextReplyAdapter.class, "text", MethodType.methodType(TcpReply.class, CharSequence.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
