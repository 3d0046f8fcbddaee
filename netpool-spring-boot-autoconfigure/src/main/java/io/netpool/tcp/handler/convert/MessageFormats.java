package io.netpool.tcp.handler.convert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/**
 * Converts messages between text, bytes and buffers. All handlers of a pool receive the
 * same {@link io.netpool.tcp.TcpEndpoint.MessageType message type}; those that take
 * another format have it converted here.
 *
 * @param charset charset of the pool
 */
public record MessageFormats(Charset charset) {

	String text(Object message) {
		return (message instanceof String text) ? text : new String((byte[]) message, this.charset);
	}

	byte[] bytes(Object message) {
		return (message instanceof byte[] bytes) ? bytes : ((String) message).getBytes(this.charset);
	}

	ByteBuffer buffer(Object message) {
		return ByteBuffer.wrap(bytes(message));
	}

	/**
	 * Returns one of the methods above as a method handle.
	 * @param name name of the method
	 * @param type return type of the method
	 * @return a method handle from {@code Object} to exactly this type
	 */
	public MethodHandle conversion(String name, Class<?> type) {
		try {
			return MethodHandles.lookup().bind(this, name, MethodType.methodType(type, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
