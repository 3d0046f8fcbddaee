package io.netpool.tcp.server.transport;

import io.netpool.tcp.FrameOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes frames into a buffer. All connections of an event loop use one instance in turn.
 */
public final class ByteBufFrameOutput implements FrameOutput {

	private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

	public void reset(ByteBuf buffer) {
		this.buffer = buffer;
	}

	@Override
	public void write(int value) {
		this.buffer.writeByte(value);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.buffer.writeBytes(bytes, offset, length);
	}

}
