package io.netpool.tcp.handler;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;

import org.springframework.beans.factory.BeanFactory;

/**
 * Writes and reads messages as the handler methods of a pool do, for whoever speaks to
 * them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MessageCodec {

	private final MessageConverters converters;

	private final MessageEncoder encoder;

	private final MessageFormats forms;

	private MessageCodec(MessageConverters converters, Charset charset) {
		this.converters = converters;
		this.encoder = new MessageEncoder(converters, charset);
		this.forms = new MessageFormats(charset);
	}

	/**
	 * Create a codec.
	 * @param beanFactory where converters are found
	 * @param charset the charset of the pool
	 * @return the codec
	 */
	public static MessageCodec of(BeanFactory beanFactory, Charset charset) {
		return new MessageCodec(MessageConverters.of(beanFactory), charset);
	}

	/**
	 * Write a message.
	 * @param message a {@link CharSequence}, {@code byte[]}, {@link ByteBuffer}, or
	 * anything that a {@link TcpMessageConverter} writes
	 * @return the payload of its frame
	 * @throws IllegalArgumentException if it is of another type
	 * @throws TcpConversionException if it can't be converted
	 */
	public byte[] write(Object message) {
		return this.forms.bytes(this.encoder.encode(message));
	}

	/**
	 * Read a message.
	 * @param <T> what to read
	 * @param payload the payload of its frame
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * {@link TcpMessageConverter} reads
	 * @return the message
	 * @throws IllegalArgumentException if it is another type
	 * @throws TcpConversionException if the payload is no such message
	 */
	public <T> T read(byte[] payload, Class<T> type) {
		if (type == byte[].class) {
			return type.cast(payload);
		}
		if (type == ByteBuffer.class) {
			return type.cast(this.forms.buffer(payload));
		}
		if (type.isAssignableFrom(String.class)) {
			return type.cast(this.forms.text(payload));
		}
		TcpMessageConverter converter = this.converters.supporting(type);
		if (converter == null) {
			throw new IllegalArgumentException("A message can be read as String, byte[], ByteBuffer or a type that a"
					+ " TcpMessageConverter supports, not as " + type.getName());
		}
		MessageReader reader = new MessageReader(converter, type, this.forms, (message) -> {
		});
		return type.cast(reader.read(payload));
	}

}
