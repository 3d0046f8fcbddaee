package io.netpool.tcp.handler.convert;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.netpool.tcp.TcpMessageConverter;

import org.springframework.util.ReflectionUtils;

/**
 * Converts Protocol Buffers messages: classes that {@code protoc} has generated, with
 * their static method {@code parser()}.
 */
final class ProtobufMessageConverter implements TcpMessageConverter {

	private final Map<Type, Parser<?>> parsers = new ConcurrentHashMap<>();

	@Override
	public boolean supports(Type type) {
		return type instanceof Class<?> messageClass && isMessage(messageClass);
	}

	static boolean isMessage(Class<?> type) {
		return MessageLite.class.isAssignableFrom(type);
	}

	@Override
	public Object read(byte[] payload, Type type, Charset charset) throws Exception {
		return this.parsers.computeIfAbsent(type, ProtobufMessageConverter::parser).parseFrom(payload);
	}

	@Override
	public byte[] write(Object message, Charset charset) {
		return ((MessageLite) message).toByteArray();
	}

	private static Parser<?> parser(Type type) {
		Method method = ReflectionUtils.findMethod((Class<?>) type, "parser");
		Object parser = null;
		if (method != null) {
			ReflectionUtils.makeAccessible(method);
			parser = ReflectionUtils.invokeMethod(method, null);
		}
		if (parser == null) {
			throw new IllegalArgumentException(
					type.getTypeName() + " has no static method parser(); only generated classes can be read");
		}
		return (Parser<?>) parser;
	}

}
