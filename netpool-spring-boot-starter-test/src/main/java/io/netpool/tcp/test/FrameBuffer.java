package io.netpool.tcp.test;

import java.io.ByteArrayOutputStream;

import io.netpool.tcp.FrameOutput;

/**
 * A {@link FrameOutput} that collects the bytes of one frame.
 */
final class FrameBuffer implements FrameOutput {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	@Override
	public void write(int value) {
		this.bytes.write(value);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.bytes.write(bytes, offset, length);
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
