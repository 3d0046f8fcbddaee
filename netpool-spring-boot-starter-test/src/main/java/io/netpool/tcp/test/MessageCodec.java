package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.handler.convert.MessageConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Encodes and decodes messages as the handler methods of a pool do. Thread-safe.
 *
 * @param converters the message converters of the application
 * @param charset the charset of the pool
 */
record MessageCodec(MessageConverters converters, Charset charset) {

	static MessageCodec of(BeanFactory beanFactory, Charset charset) {
		return new MessageCodec(MessageConverters.of(beanFactory), charset);
	}

	/**
	 * Encode a message.
	 * @param message a {@link CharSequence}, {@code byte[]}, {@link ByteBuffer}, or an
	 * object that a {@link TcpMessageConverter} writes
	 * @return the payload of its frame
	 * @throws IllegalArgumentException if the message is of another type
	 * @throws TcpConversionException if the message can't be converted
	 */
	byte[] encode(Object message) {
		if (message instanceof byte[] bytes) {
			return bytes;
		}
		if (message instanceof CharSequence text) {
			return text.toString().getBytes(this.charset);
		}
		if (message instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.duplicate().get(bytes);
			return bytes;
		}
		TcpMessageConverter converter = converter(message.getClass());
		return convert(() -> converter.write(message, this.charset),
				"A " + message.getClass().getName() + " can't be written");
	}

	/**
	 * Decode a message.
	 * @param <T> the type of the message
	 * @param payload the payload of its frame
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * {@link TcpMessageConverter} reads
	 * @return the message
	 * @throws IllegalArgumentException if the type is another
	 * @throws TcpConversionException if the payload can't be converted
	 */
	<T> T decode(byte[] payload, Class<T> type) {
		if (type == byte[].class) {
			return type.cast(payload);
		}
		if (type == ByteBuffer.class) {
			return type.cast(ByteBuffer.wrap(payload));
		}
		if (type.isAssignableFrom(String.class)) {
			return type.cast(new String(payload, this.charset));
		}
		TcpMessageConverter converter = converter(type);
		return type.cast(convert(() -> converter.read(payload, type, this.charset),
				"A message of %d bytes can't be read as %s".formatted(payload.length, type.getName())));
	}

	private TcpMessageConverter converter(Class<?> type) {
		TcpMessageConverter converter = this.converters.supporting(type);
		if (converter == null) {
			throw new IllegalArgumentException("A message must be a CharSequence, byte[], ByteBuffer or of a type"
					+ " that a TcpMessageConverter supports, not " + type.getName());
		}
		return converter;
	}

	private static <T> T convert(Conversion<T> conversion, String problem) {
		T converted;
		try {
			converted = conversion.convert();
		}
		catch (TcpConversionException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new TcpConversionException(problem, ex);
		}
		if (converted == null) {
			throw new TcpConversionException(problem, null);
		}
		return converted;
	}

	/**
	 * A call of a converter, which may return {@code null} although it must not.
	 */
	private interface Conversion<T> {

		@Nullable T convert() throws Exception;

	}

}
