package io.netpool.tcp.server;

import io.netpool.tcp.FrameInput;
import io.netty.buffer.ByteBuf;

/**
 * Bytes that were read and not decoded yet: the beginning of a frame, or everything that
 * was read while the {@link BackpressureGate} was closed. Confined to the connection's
 * event loop.
 */
final class PartialFrame {

	private static final byte[] NOTHING = {};

	private static final int MIN_GROWTH = 64;

	private byte[] bytes = NOTHING;

	private int start;

	private int end;

	private int searched;

	int length() {
		return this.end - this.start;
	}

	/**
	 * Sets an input to the bytes that are kept.
	 */
	void open(FrameInput input) {
		input.reset(this.bytes, this.start, this.end);
		input.searched(this.searched);
	}

	/**
	 * Sets an input to the bytes that are kept, followed by those read now.
	 * @param window the array that both are copied to, large enough for them
	 */
	void open(FrameInput input, byte[] window, ByteBuf read) {
		int kept = length();
		int length = read.readableBytes();
		System.arraycopy(this.bytes, this.start, window, 0, kept);
		read.readBytes(window, kept, length);
		input.reset(window, 0, kept + length);
		input.searched(this.searched);
	}

	/**
	 * Appends the bytes read now.
	 */
	void append(ByteBuf read) {
		int kept = length();
		int length = read.readableBytes();
		if (this.end + length > this.bytes.length) {
			boolean fits = kept + length <= this.bytes.length;
			byte[] target = fits ? this.bytes : new byte[Math.max(kept + length, grown(this.bytes.length))];
			System.arraycopy(this.bytes, this.start, target, 0, kept);
			this.bytes = target;
			this.start = 0;
		}
		this.end = this.start + kept + length;
		read.readBytes(this.bytes, this.start + kept, length);
	}

	/**
	 * Returns the next capacity: a quarter more, so that little is unused, and each byte
	 * of a long frame is copied a few times.
	 */
	private static int grown(int capacity) {
		return (int) Math.min(Integer.MAX_VALUE - Long.BYTES, capacity + (long) Math.max(MIN_GROWTH, capacity / 4));
	}

	/**
	 * Keeps the bytes left in an input that was opened here, and how far it was searched.
	 */
	void keep(FrameInput input) {
		int left = input.length();
		if (left == 0) {
			drop();
			return;
		}
		this.searched = input.searched();
		if (input.array() == this.bytes) {
			this.start = input.arrayOffset();
			return;
		}
		if (this.bytes.length < left) {
			this.bytes = new byte[left];
		}
		System.arraycopy(input.array(), input.arrayOffset(), this.bytes, 0, left);
		this.start = 0;
		this.end = left;
	}

	void drop() {
		this.bytes = NOTHING;
		this.start = 0;
		this.end = 0;
		this.searched = 0;
	}

}
