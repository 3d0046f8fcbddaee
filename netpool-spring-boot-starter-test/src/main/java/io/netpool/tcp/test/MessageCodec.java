package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

import io.netpool.tcp.TcpConversionException;
import io.netpool.tcp.TcpMessageConverter;
import io.netpool.tcp.handler.convert.MessageConverters;
import io.netpool.tcp.handler.convert.MessageDecoder;
import io.netpool.tcp.handler.convert.MessageEncoder;
import io.netpool.tcp.handler.convert.MessageFormats;
import io.netpool.tcp.handler.method.PoolBeans;

/**
 * Encodes and decodes messages as the handler methods of a pool do. Thread-safe.
 *
 * @param encoder encodes messages with the message converters of the application
 * @param decoder decodes messages with these converters
 * @param formats converts text with the charset of the pool
 */
record MessageCodec(MessageEncoder encoder, MessageDecoder decoder, MessageFormats formats) {

	static MessageCodec of(PoolBeans beans, Charset charset) {
		MessageConverters converters = MessageConverters.of(beans.all(TcpMessageConverter.class), beans.beanFactory());
		MessageFormats formats = new MessageFormats(charset);
		return new MessageCodec(new MessageEncoder(converters, charset), new MessageDecoder(converters, formats),
				formats);
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
		return this.decoder.reader(type).apply(payload);
	}

}
