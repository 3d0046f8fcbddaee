package io.netpool.tcp.server;

import io.netpool.tcp.FrameInput;
import io.netty.buffer.ByteBuf;

/**
 * What was read of a client's stream and not cut yet: the beginning of a frame, or
 * everything that came while the lane had no room. It belongs to the connection's I/O
 * thread.
 */
final class PartialFrame {

	private static final byte[] NOTHING = {};

	private byte[] bytes = NOTHING;

	private int start;

	private int end;

	private int searched;

	int length() {
		return this.end - this.start;
	}

	/**
	 * Have an input read what is here.
	 */
	void open(FrameInput input) {
		input.reset(this.bytes, this.start, this.end);
		input.searched(this.searched);
	}

	/**
	 * Have an input read what is here and what was read now.
	 * @param window where both are copied to, and fit in
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
	 * Add what was read now.
	 */
	void append(ByteBuf read) {
		int kept = length();
		int length = read.readableBytes();
		if (this.end + length > this.bytes.length) {
			boolean fits = kept + length <= this.bytes.length;
			byte[] target = fits ? this.bytes : new byte[Math.max(kept + length, 2 * this.bytes.length)];
			System.arraycopy(this.bytes, this.start, target, 0, kept);
			this.bytes = target;
			this.start = 0;
		}
		this.end = this.start + kept + length;
		read.readBytes(this.bytes, this.start + kept, length);
	}

	/**
	 * Keep what an input that was opened here has left, and how far it was searched.
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
