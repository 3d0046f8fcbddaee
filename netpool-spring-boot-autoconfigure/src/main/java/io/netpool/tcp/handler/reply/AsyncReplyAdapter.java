package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;

import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Adapts asynchronous replies, several replies, and {@code Object}, whose type is known
 * at run time only.
 */
public final class AsyncReplyAdapter implements ReplyAdapter {

	private final ReplyConverter replies;

	public AsyncReplyAdapter(ReplyConverter replies) {
		this.replies = replies;
	}

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind.repliesLater()) ? "one of these asynchronously (CompletionStage, Mono and similar types),"
				+ " several of these (Iterable, Stream, array, Flux and similar types)" : null;
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		ResolvableType type = ResolvableType.forMethodParameter(returnType);
		Class<?> raw = returnType.getParameterType();
		boolean converted = raw == Object.class || ReturnTypeKind.of(raw) != ReturnTypeKind.VALUE;
		return (converted && this.replies.supports(type)) ? this.replies.returnFilter(raw) : null;
	}

}
