package io.netpool.tcp.framing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Bytes as a setting writes them: text with the escapes {@code \n}, {@code \r},
 * {@code \t}, {@code \0}, {@code \\}, {@code \xNN} for a byte and {@code \}{@code uNNNN}
 * for a UTF-16 code unit.
 */
final class EscapedBytes {

	private final String text;

	private final Charset charset;

	private final StringBuilder characters = new StringBuilder();

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private EscapedBytes(String text, Charset charset) {
		this.text = text;
		this.charset = charset;
	}

	static byte[] parse(String text, Charset charset) {
		return new EscapedBytes(text, charset).parse();
	}

	private byte[] parse() {
		int i = 0;
		while (i < this.text.length()) {
			char character = this.text.charAt(i);
			if (character == '\\') {
				i += escape(i);
			}
			else {
				this.characters.append(character);
				i++;
			}
		}
		encodeCharacters();
		return this.bytes.toByteArray();
	}

	/**
	 * Take one escape.
	 * @return its length
	 */
	private int escape(int start) {
		char kind = (start + 1 < this.text.length()) ? this.text.charAt(start + 1) : ' ';
		switch (kind) {
			case 'n' -> this.characters.append('\n');
			case 'r' -> this.characters.append('\r');
			case 't' -> this.characters.append('\t');
			case '0' -> this.characters.append('\0');
			case '\\' -> this.characters.append('\\');
			case 'u' -> {
				this.characters.append((char) hex(start, 4));
				return 6;
			}
			case 'x' -> {
				int value = hex(start, 2);
				encodeCharacters();
				this.bytes.write(value);
				return 4;
			}
			default -> throw bad(start, 2);
		}
		return 2;
	}

	private int hex(int start, int digits) {
		int value = 0;
		for (int i = start + 2; i < start + 2 + digits; i++) {
			int digit = (i < this.text.length()) ? Character.digit(this.text.charAt(i), 16) : -1;
			if (digit < 0) {
				throw bad(start, 2 + digits);
			}
			value = value << 4 | digit;
		}
		return value;
	}

	private IllegalArgumentException bad(int start, int length) {
		String escape = this.text.substring(start, Math.min(start + length, this.text.length()));
		return new IllegalArgumentException("'" + escape + "' at index " + start + " is no escape; there are "
				+ "\\n, \\r, \\t, \\0, \\\\, \\xNN (a byte) and \\uNNNN (a character), N being a hexadecimal digit");
	}

	private void encodeCharacters() {
		try {
			ByteBuffer encoded = this.charset.newEncoder().encode(CharBuffer.wrap(this.characters));
			this.bytes.write(encoded.array(), encoded.arrayOffset(), encoded.remaining());
			this.characters.setLength(0);
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("'" + this.characters + "' can't be written in " + this.charset.name()
					+ "; write its bytes as \\xNN");
		}
	}

}
