package io.netpool.tcp.handler;

import io.netpool.tcp.TcpEndpoint.MessageType;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * The message in one of the two forms in which the engine has it.
 */
final class MessageArgumentResolver implements ArgumentResolver {

	@Override
	public @Nullable String offers(HandlerKind kind) {
		return (kind == HandlerKind.MESSAGE) ? "the message (String or byte[])" : null;
	}

	@Override
	public @Nullable Argument resolve(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		if (type == String.class) {
			return message(type, MessageType.TEXT);
		}
		return (type == byte[].class) ? message(type, MessageType.BYTES) : null;
	}

	private static Argument message(Class<?> type, MessageType messageType) {
		return new Argument("the message", HandlerKind.SUBJECT, Conversions.cast(Object.class, type), messageType);
	}

}
