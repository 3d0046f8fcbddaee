package io.netpool.tcp;

import java.lang.reflect.Type;
import java.nio.charset.Charset;

/**
 * Converts messages to the types that handlers take, and what they return to bytes.
 * <p>
 * A bean of this type is found by itself. Of several that support a type the first by
 * {@code @Order} is used; those that are built in, for Protocol Buffers and JSON, come
 * after all beans. {@link String}, {@code byte[]} and {@link java.nio.ByteBuffer} need no
 * converter and are not asked for.
 * <p>
 * A converter is called by many threads at the same time.
 *
 * @since 0.1.0
 */
public interface TcpMessageConverter {

	/**
	 * Whether this converter reads and writes a type. It is asked when the application
	 * starts, for each type that a handler method takes or returns, and later for types
	 * that are only known when they are sent, once for each.
	 * @param type a class or a generic type, such as {@code List<Order>}
	 * @return whether it is for this converter; always the same answer
	 */
	boolean supports(Type type);

	/**
	 * Read a message.
	 * @param payload the whole payload of a frame; it may be kept, but not changed
	 * @param type the type to read, one that is {@linkplain #supports supported}
	 * @param charset the charset of the pool
	 * @return the message, of this type and never {@code null}
	 * @throws Exception if the payload is no such message. A
	 * {@link TcpConversionException} goes to the exception handler as it is, anything
	 * else as the cause of one
	 */
	Object read(byte[] payload, Type type, Charset charset) throws Exception;

	/**
	 * Write a message.
	 * @param message what is sent, of a class that is {@linkplain #supports supported}
	 * @param charset the charset of the pool
	 * @return the whole payload of a frame, which is not changed afterwards
	 * @throws Exception as {@link #read} throws
	 */
	byte[] write(Object message, Charset charset) throws Exception;

}
