package io.netpool.tcp.handler.convert;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netpool.tcp.TcpConversionException;

/**
 * Decodes messages to types that an application asks for. They are converted as those of
 * handler method parameters are, and not validated. Thread-safe.
 */
public final class MessageDecoder {

	private static final Consumer<Object> UNCHECKED = (message) -> {
	};

	private final MessageConverters converters;

	private final MessageFormats formats;

	private final Map<Class<?>, Function<byte[], ?>> readers = new ConcurrentHashMap<>();

	public MessageDecoder(MessageConverters converters, MessageFormats formats) {
		this.converters = converters;
		this.formats = formats;
	}

	/**
	 * Returns a function that decodes the payload of a frame.
	 * @param type {@link String}, {@code byte[]}, {@link ByteBuffer}, or a type that a
	 * converter supports
	 * @return a function that throws a {@link TcpConversionException} if a message cannot
	 * be converted
	 * @throws IllegalArgumentException if messages of this type cannot be decoded
	 */
	public <T> Function<byte[], T> reader(Class<T> type) {
		Function<byte[], ?> reader = this.readers.get(type);
		if (reader == null) {
			reader = create(type);
			this.readers.put(type, reader);
		}
		return reader.andThen(type::cast);
	}

	private Function<byte[], ?> create(Class<?> type) {
		if (type == byte[].class) {
			return Function.identity();
		}
		if (type == ByteBuffer.class) {
			return this.formats::buffer;
		}
		if (type.isAssignableFrom(String.class)) {
			return this.formats::text;
		}
		return new MessageReader(this.converters.require(type), type, this.formats, UNCHECKED)::read;
	}

}
