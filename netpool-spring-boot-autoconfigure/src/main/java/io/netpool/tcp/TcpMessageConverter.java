package io.netpool.tcp;

import java.lang.reflect.Type;
import java.nio.charset.Charset;

/**
 * Strategy to convert messages to the types of handler method parameters, and replies to
 * bytes.
 * <p>
 * Beans of this type are detected, for all pools or those of {@link TcpPool}. Of several
 * that support a type, the first in {@code @Order} is used; the built-in converters, for
 * Protocol Buffers and JSON, come after all beans. {@link String}, {@code byte[]} and
 * {@link java.nio.ByteBuffer} need no converter.
 * <p>
 * Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
public interface TcpMessageConverter {

	/**
	 * Returns whether this converter reads and writes a type. Called at startup for the
	 * parameter and return types of handler methods, and once for each type that is only
	 * known when an object is sent.
	 * @param type a class or a generic type, such as {@code List<Order>}
	 * @return whether the type is supported; always the same for a type
	 */
	boolean supports(Type type);

	/**
	 * Reads a message.
	 * @param payload the payload of a frame; it may be kept, but not modified
	 * @param type the type to read, one that is {@linkplain #supports supported}
	 * @param charset the charset of the pool
	 * @return the message, of this type and never {@code null}
	 * @throws Exception if the payload cannot be converted. A
	 * {@link TcpConversionException} is passed to the exception handler as it is, any
	 * other exception as the cause of one; a {@link TcpCloseException} closes the
	 * connection
	 */
	Object read(byte[] payload, Type type, Charset charset) throws Exception;

	/**
	 * Writes a message.
	 * @param message the message, of a class that is {@linkplain #supports supported}
	 * @param charset the charset of the pool
	 * @return the payload of a frame, which must not be modified afterwards
	 * @throws Exception if the message cannot be converted. A
	 * {@link TcpConversionException} is passed on as it is, any other exception as the
	 * cause of an {@linkplain TcpConversionException#outbound outbound} one
	 */
	byte[] write(Object message, Charset charset) throws Exception;

}
