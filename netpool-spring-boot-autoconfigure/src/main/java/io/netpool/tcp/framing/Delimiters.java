package io.netpool.tcp.framing;

import java.util.HexFormat;
import java.util.List;

import io.netpool.tcp.FrameInput;

/**
 * Checks that each of several delimiters can be found.
 */
final class Delimiters {

	private static final HexFormat HEX = HexFormat.of().withPrefix("\\x").withUpperCase();

	private Delimiters() {
	}

	static void check(List<byte[]> delimiters) {
		if (delimiters.isEmpty()) {
			throw new IllegalArgumentException("there is no delimiter");
		}
		if (delimiters.stream().anyMatch((delimiter) -> delimiter.length == 0)) {
			throw new IllegalArgumentException("a delimiter is empty");
		}
		for (byte[] delimiter : delimiters) {
			for (byte[] other : delimiters) {
				if (endsWithin(delimiter, other)) {
					throw new IllegalArgumentException(
							"delimiter '" + HEX.formatHex(delimiter) + "' is never found, since delimiter '"
									+ HEX.formatHex(other) + "' ends the frame before it is complete");
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
