package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * ReplyConverter that come later, several replies, and {@code Object}, which can be
 * anything.
 */
final class AsyncReplyAdapter implements ReplyAdapter {

	private final ReplyConverter replies;

	AsyncReplyAdapter(ReplyConverter replies) {
		this.replies = replies;
	}

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind.repliesLater()) ? "one of these that comes later (CompletionStage, Mono and the like),"
				+ " several of these (Iterable, Stream, array, Flux and the like)" : null;
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		ResolvableType type = ResolvableType.forMethodParameter(returnType);
		Class<?> raw = returnType.getParameterType();
		boolean shaped = raw == Object.class || ReturnTypeKind.of(raw) != ReturnTypeKind.VALUE;
		return (shaped && this.replies.supports(type)) ? this.replies.returnFilter(raw) : null;
	}

}
