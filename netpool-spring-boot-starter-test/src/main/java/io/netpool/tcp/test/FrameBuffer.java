package io.netpool.tcp.test;

import java.io.ByteArrayOutputStream;

import io.netpool.tcp.FrameOutput;

/**
 * A {@link FrameOutput} that collects the bytes of one frame.
 */
final class FrameBuffer extends ByteArrayOutputStream implements FrameOutput {

	@Override
	public void write(byte[] bytes) {
		writeBytes(bytes);
	}

}
