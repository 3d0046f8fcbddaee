package io.netpool.tcp.framing;

import java.util.HexFormat;
import java.util.List;

import io.netpool.tcp.FrameInput;

/**
 * Whether each of several delimiters can be found.
 */
final class Delimiters {

	private static final HexFormat HEX = HexFormat.of().withPrefix("\\x").withUpperCase();

	private Delimiters() {
	}

	static void check(List<byte[]> delimiters) {
		if (delimiters.isEmpty() || delimiters.stream().anyMatch((delimiter) -> delimiter.length == 0)) {
			throw new IllegalArgumentException("netpool.tcp.framing.delimiter is "
					+ (delimiters.isEmpty() ? "missing" : "empty") + "; it has to be 1 byte or more, such as \\n");
		}
		for (byte[] delimiter : delimiters) {
			for (byte[] other : delimiters) {
				if (endsWithin(delimiter, other)) {
					throw new IllegalArgumentException("netpool.tcp.framing.delimiter holds '"
							+ HEX.formatHex(delimiter) + "', which is never found, since '" + HEX.formatHex(other)
							+ "' ends the frame before it is complete; leave one of them out");
				}
			}
		}
	}

	private static boolean endsWithin(byte[] delimiter, byte[] other) {
		FrameInput input = new FrameInput(delimiter, 0, delimiter.length - 1);
		for (int i = 0; i < input.length(); i++) {
			if (ByteSequences.matches(input, i, other)) {
				return true;
			}
		}
		return false;
	}

}
