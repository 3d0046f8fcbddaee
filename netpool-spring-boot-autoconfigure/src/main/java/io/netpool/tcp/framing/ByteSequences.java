package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;

/**
 * Compares sequences of bytes.
 */
final class ByteSequences {

	private ByteSequences() {
	}

	/**
	 * Whether the whole sequence is at an index.
	 */
	static boolean matches(FrameInput input, int index, byte[] sequence) {
		return index >= 0 && commonLength(input, index, sequence) == sequence.length;
	}

	/**
	 * The number of bytes of a sequence that are at an index. At the end of the input it
	 * may be a part of them.
	 */
	static int commonLength(FrameInput input, int index, byte[] sequence) {
		int length = Math.min(sequence.length, input.length() - index);
		for (int i = 0; i < length; i++) {
			if (input.get(index + i) != sequence[i]) {
				return i;
			}
		}
		return length;
	}

}
