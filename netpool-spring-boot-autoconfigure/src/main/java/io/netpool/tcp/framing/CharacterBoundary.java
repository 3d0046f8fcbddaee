package io.netpool.tcp.framing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
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

	/**
	 * The boundary of a charset.
	 * @param charset the charset
	 * @return its boundary
	 * @throws IllegalArgumentException if a piece of text means nothing in this charset
	 * without the text before it
	 */
	static CharacterBoundary of(Charset charset) {
		if (charset.equals(StandardCharsets.UTF_8)) {
			return CharacterBoundary::utf8;
		}
		if (!charset.canEncode() || remembers(charset)) {
			throw new IllegalArgumentException("netpool.tcp.charset is " + charset.name()
					+ ", whose bytes mean nothing without those before them, so raw framing can't cut them into "
					+ "messages; set netpool.tcp.framing.mode, for instance to 'line', or a charset without "
					+ "escape sequences and byte order marks, such as UTF-8 or UTF-16BE");
		}
		if (charset.newEncoder().maxBytesPerChar() == 1.0f) {
			return BYTES;
		}
		return (input, length) -> decoded(charset, input, length);
	}

	/**
	 * Whether a character is written in another way when one was written before it: what
	 * shifts between sets (ISO-2022-JP) or begins with a byte order mark (UTF-16) does.
	 */
	private static boolean remembers(Charset charset) {
		CharsetEncoder encoder = charset.newEncoder();
		return "é中あ한".codePoints()
			.mapToObj(Character::toString)
			.filter(encoder::canEncode)
			.anyMatch((character) -> (character + character).getBytes(charset).length != 2
					* character.getBytes(charset).length);
	}

	/**
	 * The last lead byte is at most three bytes from the end (RFC 3629, section 3); it
	 * tells how long its character is. The second byte tells whether there is such a
	 * character at all.
	 */
	private static int utf8(FrameInput input, int length) {
		for (int back = 1; back <= Math.min(3, length); back++) {
			int lead = input.get(length - back) & 0xFF;
			if (lead < 0x80) {
				return length;
			}
			if (lead >= 0xC0) {
				int second = (back > 1) ? input.get(length - back + 1) & 0xFF : -1;
				return (back < utf8Length(lead, second)) ? length - back : length;
			}
		}
		return length;
	}

	private static int utf8Length(int lead, int second) {
		if (lead < 0xC2 || lead > 0xF4) {
			return 1;
		}
		if (lead < 0xE0) {
			return 2;
		}
		boolean known = second >= 0;
		if (lead < 0xF0) {
			return (known && lead == 0xE0 && second < 0xA0) ? 1 : 3;
		}
		return (known && (lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F)) ? 1 : 4;
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
