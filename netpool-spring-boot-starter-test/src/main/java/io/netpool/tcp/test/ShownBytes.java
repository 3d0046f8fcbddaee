package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Bytes in the text of a failure: in quotes as a text, or if they are none, in
 * hexadecimal digits.
 */
final class ShownBytes {

	private static final int MOST = 500;

	private ShownBytes() {
	}

	static String of(byte[] bytes, Charset charset) {
		String shown = show(bytes, charset);
		return (shown.length() <= MOST) ? shown : shown.substring(0, MOST) + "... (" + bytes.length + " bytes)";
	}

	private static String show(byte[] bytes, Charset charset) {
		try {
			String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.chars().mapToObj(ShownBytes::character).collect(Collectors.joining("", "\"", "\""));
		}
		catch (CharacterCodingException ex) {
			return "0x" + HexFormat.of().formatHex(bytes);
		}
	}

	private static String character(int character) {
		return switch (character) {
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default -> Character.isISOControl(character) ? "\\x%02X".formatted(character)
					: Character.toString((char) character);
		};
	}

}
