package io.netpool.tcp.handler.convert;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;

import org.springframework.core.ResolvableType;

/**
 * Encodes messages that an application sends or replies as text or bytes. Thread-safe.
 */
public final class MessageEncoder {

	private final MessageConverters converters;

	private final Charset charset;

	private final Map<Class<?>, TcpMessageConverter> known = new ConcurrentHashMap<>();

	public MessageEncoder(MessageConverters converters, Charset charset) {
		this.converters = converters;
		this.charset = charset;
	}

	/**
	 * Whether messages of a declared type can be encoded.
	 * @param type type that a method declares
	 * @return {@code false} if no message of this type can be encoded
	 */
	public boolean supports(ResolvableType type) {
		Class<?> raw = type.toClass();
		Type declared = (type.getType() instanceof ParameterizedType generic) ? generic : raw;
		return needsNoConverter(raw) || this.converters.supporting(declared) != null;
	}

	/**
	 * Whether messages of a declared type could be encoded with a {@code JsonMapper}
	 * bean, which is missing.
	 * @param type type that a method declares
	 */
	public boolean lacksJson(ResolvableType type) {
		return type.toClass() != Object.class && !supports(type) && this.converters.lacksJson(type.toClass());
	}

	public static boolean needsNoConverter(Class<?> type) {
		return type == byte[].class || type == char[].class || CharSequence.class.isAssignableFrom(type)
				|| ByteBuffer.class.isAssignableFrom(type);
	}

	/**
	 * Encodes a message.
	 * @param message message to encode
	 * @return a {@link String} or {@code byte[]}; a message of one of these types is
	 * returned unchanged
	 * @throws IllegalArgumentException if messages of this type cannot be encoded
	 * @throws TcpConversionException if this message cannot be converted
	 */
	public Object encode(Object message) {
		if (message instanceof String || message instanceof byte[]) {
			return message;
		}
		if (message instanceof CharSequence text) {
			return text.toString();
		}
		if (message instanceof char[] text) {
			return new String(text);
		}
		return (message instanceof ByteBuffer buffer) ? bytes(buffer) : convert(message);
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

	private byte[] convert(Object message) {
		TcpMessageConverter converter = converter(message.getClass());
		try {
			return converter.write(message, this.charset);
		}
		catch (TcpConversionException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw TcpConversionException
				.outbound("A message of type " + message.getClass().getName() + " can't be written", ex);
		}
	}

	private TcpMessageConverter converter(Class<?> type) {
		TcpMessageConverter converter = this.known.get(type);
		if (converter == null) {
			converter = this.converters.require(type);
			this.known.put(type, converter);
		}
		return converter;
	}

}
