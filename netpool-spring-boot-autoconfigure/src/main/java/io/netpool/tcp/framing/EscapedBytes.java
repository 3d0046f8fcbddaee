package io.netpool.tcp.framing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses text with the escapes {@code \n}, {@code \r}, {@code \t}, {@code \0},
 * {@code \\}, {@code \xNN} for a byte and {@code \}{@code uNNNN} for a UTF-16 code unit.
 */
final class EscapedBytes {

	/**
	 * A simple escape, a byte, a code unit, or what is none of these.
	 */
	private static final Pattern ESCAPE = Pattern
		.compile("\\\\(?:([nrt0\\\\])|x(\\p{XDigit}{2})|u(\\p{XDigit}{4})|x.{0,2}|u.{0,4}|.?)", Pattern.DOTALL);

	private static final int HEX = 16;

	private EscapedBytes() {
	}

	static byte[] parse(String text, Charset charset) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		StringBuilder characters = new StringBuilder();
		Matcher escape = ESCAPE.matcher(text);
		int end = 0;
		for (; escape.find(); end = escape.end()) {
			characters.append(text, end, escape.start());
			if (escape.group(1) != null) {
				characters.append(escape.group().translateEscapes());
			}
			else if (escape.group(2) != null) {
				encode(characters, charset, bytes);
				characters.setLength(0);
				bytes.write(Integer.parseInt(escape.group(2), HEX));
			}
			else if (escape.group(3) != null) {
				characters.append((char) Integer.parseInt(escape.group(3), HEX));
			}
			else {
				throw new IllegalArgumentException(
						"'" + escape.group() + "' at index " + escape.start() + " is not a valid escape");
			}
		}
		encode(characters.append(text, end, text.length()), charset, bytes);
		return bytes.toByteArray();
	}

	private static void encode(CharSequence characters, Charset charset, ByteArrayOutputStream bytes) {
		try {
			ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(characters));
			bytes.write(encoded.array(), encoded.arrayOffset(), encoded.remaining());
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("'" + characters + "' cannot be encoded in " + charset.name());
		}
	}

}
