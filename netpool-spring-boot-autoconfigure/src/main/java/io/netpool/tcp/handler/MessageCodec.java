package io.netpool.tcp.handler;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;

import org.springframework.beans.factory.BeanFactory;

/**
 * Writes and reads messages as a pool does, for clients of its handler methods.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class MessageCodec {

	private final MessageConverters converters;

	private final MessageEncoder encoder;

	private final MessageFormats formats;

	private MessageCodec(MessageConverters converters, Charset charset) {
		this.converters = converters;
		this.encoder = new MessageEncoder(converters, charset);
		this.formats = new MessageFormats(charset);
	}

	/**
	 * Creates a codec.
	 * @param beanFactory bean factory with the message converters
	 * @param charset charset of the pool
	 * @return the codec
	 */
	public static MessageCodec of(BeanFactory beanFactory, Charset charset) {
		return new MessageCodec(MessageConverters.of(beanFactory), charset);
	}

	/**
	 * Writes a message.
	 * @param message message to write: a {@link CharSequence}, {@code byte[]},
	 * {@link ByteBuffer}, or an object of a type that a {@link TcpMessageConverter}
	 * supports
	 * @return the payload of its frame
	 * @throws IllegalArgumentException if the message is of another type
	 * @throws TcpConversionException if the message cannot be converted
	 */
	public byte[] write(Object message) {
		return this.formats.bytes(this.encoder.encode(message));
	}

	/**
	 * Reads a message.
	 * @param <T> type of the message
	 * @param payload payload of its frame
	 * @param type type of the message: {@link String}, {@code byte[]},
	 * {@link ByteBuffer}, or a type that a {@link TcpMessageConverter} supports
	 * @return the message
	 * @throws IllegalArgumentException if messages of this type cannot be read
	 * @throws TcpConversionException if the payload cannot be converted
	 */
	public <T> T read(byte[] payload, Class<T> type) {
		if (type == byte[].class) {
			return type.cast(payload);
		}
		if (type == ByteBuffer.class) {
			return type.cast(this.formats.buffer(payload));
		}
		if (type.isAssignableFrom(String.class)) {
			return type.cast(this.formats.text(payload));
		}
		TcpMessageConverter converter = this.converters.supporting(type);
		if (converter == null) {
			throw new IllegalArgumentException("A message can be read as String, byte[], ByteBuffer or a type that a"
					+ " TcpMessageConverter supports, not as " + type.getName());
		}
		MessageReader reader = new MessageReader(converter, type, this.formats, (message) -> {
		});
		return type.cast(reader.read(payload));
	}

}
