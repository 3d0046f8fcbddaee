package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * {@code String}, and any other {@link CharSequence}, of which the text is taken when the
 * method returns: a {@code StringBuilder} may change afterwards.
 */
final class TextReplyAdapter implements ReplyAdapter {

	private static final MethodHandle TEXT = text();

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind.replies()) ? "String" : null;
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		Class<?> type = returnType.getParameterType();
		if (type == String.class) {
			return MethodHandleCasts.cast(String.class, Object.class);
		}
		return (CharSequence.class.isAssignableFrom(type)) ? TEXT.asType(MethodType.methodType(Object.class, type))
				: null;
	}

	private static @Nullable String text(@Nullable CharSequence reply) {
		return (reply != null) ? reply.toString() : null;
	}

	private static MethodHandle text() {
		try {
			return MethodHandles.lookup()
				.findStatic(TextReplyAdapter.class, "text", MethodType.methodType(String.class, CharSequence.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
