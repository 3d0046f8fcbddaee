package io.netpool.tcp.handler.reply;

import java.lang.invoke.MethodHandle;

import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.method.HandlerKind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Adapts {@code ByteBuffer}, whose remaining bytes are sent, and types that a converter
 * supports.
 */
public final class ValueReplyAdapter implements ReplyAdapter {

	private final MessageEncoder encoder;

	public ValueReplyAdapter(MessageEncoder encoder) {
		this.encoder = encoder;
	}

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind.replies())
				? "ByteBuffer, a type that a TcpMessageConverter supports (with a JsonMapper bean, any data type)"
				: null;
	}

	@Override
	public @Nullable MethodHandle adapt(MethodParameter returnType) {
		Class<?> raw = returnType.getParameterType();
		boolean value = raw != Object.class && ReturnTypeKind.of(raw) == ReturnTypeKind.VALUE;
		return (value && this.encoder.supports(ResolvableType.forMethodParameter(returnType)))
				? this.encoder.returnFilter(raw) : null;
	}

}
