package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;

/**
 * Comparisons of several bytes.
 */
final class ByteSequences {

	private ByteSequences() {
	}

	/**
	 * Whether a sequence is at this place; not if a part of it lies outside.
	 */
	static boolean matches(FrameInput input, int index, byte[] sequence) {
		return index >= 0 && commonLength(input, index, sequence) == sequence.length;
	}

	/**
	 * How many bytes of a sequence are at this place, up to the last byte that is here.
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
