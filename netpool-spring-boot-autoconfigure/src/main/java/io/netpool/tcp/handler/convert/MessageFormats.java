package io.netpool.tcp.handler.convert;

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

	public String text(Object message) {
		return (message instanceof byte[] bytes) ? new String(bytes, this.charset) : message.toString();
	}

	public byte[] bytes(Object message) {
		return (message instanceof byte[] bytes) ? bytes : message.toString().getBytes(this.charset);
	}

	public ByteBuffer buffer(Object message) {
		return ByteBuffer.wrap(bytes(message));
	}

}
