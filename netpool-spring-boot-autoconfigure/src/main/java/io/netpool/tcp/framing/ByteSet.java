package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;

/**
 * Immutable set of byte values.
 */
final class ByteSet {

	private static final int SIZE = 256;

	private final boolean[] contains = new boolean[SIZE];

	ByteSet(byte... values) {
		for (byte value : values) {
			this.contains[value & 0xFF] = true;
		}
	}

	/**
	 * The bytes of both sets.
	 */
	ByteSet with(ByteSet other) {
		ByteSet both = new ByteSet();
		for (int i = 0; i < SIZE; i++) {
			both.contains[i] = this.contains[i] || other.contains[i];
		}
		return both;
	}

	/**
	 * The index of the first byte of the set at or after an index, or -1.
	 */
	int indexIn(FrameInput input, int from) {
		byte[] bytes = input.array();
		int start = input.arrayOffset();
		int end = start + input.length();
		for (int i = start + from; i < end; i++) {
			if (this.contains[bytes[i] & 0xFF]) {
				return i - start;
			}
		}
		return -1;
	}

	/**
	 * Discards the bytes at the beginning that are in the set.
	 */
	void discardLeading(FrameInput input) {
		int count = countLeading(input);
		if (count > 0) {
			input.frame(count, count, count);
			input.advance();
		}
	}

	private int countLeading(FrameInput input) {
		byte[] bytes = input.array();
		int start = input.arrayOffset();
		int end = start + input.length();
		int i = start;
		while (i < end && this.contains[bytes[i] & 0xFF]) {
			i++;
		}
		return i - start;
	}

}
