package io.netpool.tcp.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/**
 * A message in each of the forms in which a handler can take it unconverted. The engine
 * gives all handlers of a pool the same form; whoever wants another gets it here.
 *
 * @param charset the charset of the pool
 */
record MessageFormats(Charset charset) {

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
	 * One of the methods above.
	 * @param name its name
	 * @param type what it returns
	 * @return from {@code Object} to exactly this type
	 */
	MethodHandle conversion(String name, Class<?> type) {
		try {
			return MethodHandles.lookup().bind(this, name, MethodType.methodType(type, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
