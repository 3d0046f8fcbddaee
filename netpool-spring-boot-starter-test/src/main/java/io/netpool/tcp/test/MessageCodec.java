package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.convert.MessageFormats;
import io.netpool.tcp.handler.convert.MessageReader;
import io.netpool.tcp.handler.method.PoolBeans;

/**
 * Encodes and decodes messages as the handler methods of a pool do. Thread-safe.
 *
 * @param converters the message converters of the pool
 * @param encoder encodes messages with these converters
 * @param formats converts text with the charset of the pool
 */
record MessageCodec(MessageConverters converters, MessageEncoder encoder, MessageFormats formats) {

	static MessageCodec of(PoolBeans beans, Charset charset) {
		MessageConverters converters = MessageConverters.of(beans.all(TcpMessageConverter.class), beans.beanFactory());
		return new MessageCodec(converters, new MessageEncoder(converters, charset), new MessageFormats(charset));
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
		return this.formats.bytes(this.encoder.encode(message));
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
			return type.cast(this.formats.buffer(payload));
		}
		if (type.isAssignableFrom(String.class)) {
			return type.cast(this.formats.text(payload));
		}
		return type.cast(new MessageReader(this.converters.require(type), type, this.formats, (message) -> {
		}).read(payload));
	}

}
