package io.netpool.tcp.framing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;

/**
 * Finds where the last whole character of some bytes ends, so that none is split between
 * two messages.
 */
@FunctionalInterface
interface CharacterBoundary {

	/**
	 * Every byte stands for itself.
	 */
	CharacterBoundary BYTES = (input, length) -> length;

	/**
	 * How many bytes make whole characters.
	 * @param input the bytes; the first one begins a character
	 * @param length how many of them to look at
	 * @return at most {@code length}; malformed bytes count as characters
	 */
	int wholeCharacters(FrameInput input, int length);

	static CharacterBoundary of(Charset charset) {
		if (charset.equals(StandardCharsets.UTF_8)) {
			return CharacterBoundary::utf8;
		}
		if (charset.newEncoder().maxBytesPerChar() == 1.0f) {
			return BYTES;
		}
		return (input, length) -> decoded(charset, input, length);
	}

	/**
	 * The last lead byte is at most three bytes from the end (RFC 3629, section 3); it
	 * tells how long its character is.
	 */
	private static int utf8(FrameInput input, int length) {
		for (int back = 1; back <= Math.min(3, length); back++) {
			int value = input.get(length - back) & 0xFF;
			if (value < 0x80) {
				return length;
			}
			if (value >= 0xC0) {
				int characterLength = (value >= 0xF0) ? 4 : (value >= 0xE0) ? 3 : 2;
				return (characterLength > back && value <= 0xF4) ? length - back : length;
			}
		}
		return length;
	}

	/**
	 * A decoder that is not told that the input ends stops before a character that is not
	 * whole.
	 */
	private static int decoded(Charset charset, FrameInput input, int length) {
		CharsetDecoder decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		ByteBuffer bytes = ByteBuffer.wrap(input.array(), input.arrayOffset(), length);
		CharBuffer dropped = CharBuffer.allocate((int) Math.ceil(length * (double) decoder.maxCharsPerByte()));
		int start = bytes.position();
		decoder.decode(bytes, dropped, false);
		return bytes.position() - start;
	}

}
