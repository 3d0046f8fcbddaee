package io.netpool.tcp.test;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Formats received bytes for the message of an assertion error: as quoted text, or as
 * hexadecimal digits where they are not valid in the charset.
 */
final class ByteFormatter {

	private static final int MAX_LENGTH = 500;

	private ByteFormatter() {
	}

	static String format(byte[] bytes, Charset charset) {
		String formatted = quoteOrHex(bytes, charset);
		return (formatted.length() <= MAX_LENGTH) ? formatted
				: formatted.substring(0, MAX_LENGTH) + "... (" + bytes.length + " bytes)";
	}

	private static String quoteOrHex(byte[] bytes, Charset charset) {
		try {
			String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.chars().mapToObj(ByteFormatter::escape).collect(Collectors.joining("", "\"", "\""));
		}
		catch (CharacterCodingException ex) {
			return "0x" + HexFormat.of().formatHex(bytes);
		}
	}

	private static String escape(int character) {
		return switch (character) {
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default -> Character.isISOControl(character) ? "\\x%02X".formatted(character)
					: Character.toString((char) character);
		};
	}

}
