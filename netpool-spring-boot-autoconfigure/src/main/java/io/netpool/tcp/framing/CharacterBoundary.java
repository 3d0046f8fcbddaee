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
 * Finds the end of the last complete character in a piece of text, so that no character
 * is split between two messages.
 */
@FunctionalInterface
interface CharacterBoundary {

	/**
	 * Every byte is a character.
	 */
	CharacterBoundary BYTES = (input, length) -> length;

	/**
	 * Return the number of bytes that are complete characters.
	 * @param input the bytes; the first one begins a character
	 * @param length the number of bytes to read
	 * @return at most {@code length}; malformed bytes count as characters
	 */
	int wholeCharacters(FrameInput input, int length);

	/**
	 * Create the boundary of a charset.
	 * @param charset the charset
	 * @return its boundary
	 * @throws IllegalArgumentException if the charset cannot decode a piece of text
	 * without the text before it
	 */
	static CharacterBoundary of(Charset charset) {
		if (charset.equals(StandardCharsets.UTF_8)) {
			return CharacterBoundary::utf8;
		}
		if (!charset.canEncode() || isStateful(charset)) {
			throw new IllegalArgumentException("raw framing divides the stream anywhere, but " + charset.name()
					+ " cannot decode a piece of text without the text before it");
		}
		if (charset.newEncoder().maxBytesPerChar() == 1.0f) {
			return BYTES;
		}
		return (input, length) -> decoded(charset, input, length);
	}

	/**
	 * Whether the encoding of a character depends on those before it, as in charsets that
	 * shift between sets (ISO-2022-JP) or begin with a byte order mark (UTF-16).
	 */
	private static boolean isStateful(Charset charset) {
		CharsetEncoder encoder = charset.newEncoder();
		return "é中あ한".codePoints()
			.mapToObj(Character::toString)
			.filter(encoder::canEncode)
			.anyMatch((character) -> (character + character).getBytes(charset).length != 2
					* character.getBytes(charset).length);
	}

	/**
	 * The last lead byte is at most three bytes from the end (RFC 3629, section 3). It
	 * has the length of its character, and the second byte shows whether it is malformed.
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
	 * With {@code endOfInput} false, a decoder stops before an incomplete character.
	 */
	private static int decoded(Charset charset, FrameInput input, int length) {
		CharsetDecoder decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
		ByteBuffer bytes = ByteBuffer.wrap(input.array(), input.arrayOffset(), length);
		CharBuffer discarded = CharBuffer.allocate((int) Math.ceil(length * (double) decoder.maxCharsPerByte()));
		int start = bytes.position();
		decoder.decode(bytes, discarded, false);
		return bytes.position() - start;
	}

}
