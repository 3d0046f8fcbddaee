package io.netpool.tcp.handler;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpRouteResolver;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the route of a message to its first word. Words are separated by spaces, tabs,
 * line feeds and carriage returns. A message without a word has no route.
 *
 * @since 0.1.0
 */
public final class FirstWordRouteResolver implements TcpRouteResolver {

	private final Charset charset;

	private final boolean asciiBytes;

	/**
	 * Creates a resolver.
	 * @param charset charset of messages that are received as bytes
	 */
	public FirstWordRouteResolver(Charset charset) {
		this.charset = charset;
		this.asciiBytes = charset.canEncode() && Arrays.equals(" A\n".getBytes(charset), new byte[] { ' ', 'A', '\n' });
	}

	@Override
	public @Nullable String route(Object message, TcpConnection connection) {
		if (message instanceof byte[] bytes && this.asciiBytes) {
			// in an ASCII-compatible charset, no part of another character is a separator
			Word word = Word.of((index) -> bytes[index], bytes.length);
			return word.isEmpty() ? null : new String(bytes, word.start(), word.end() - word.start(), this.charset);
		}
		String text = (message instanceof byte[] bytes) ? new String(bytes, this.charset) : message.toString();
		Word word = Word.of(text::charAt, text.length());
		return word.isEmpty() ? null : text.substring(word.start(), word.end());
	}

	/**
	 * Range of the first word.
	 */
	private record Word(int start, int end) {

		static Word of(IntUnaryOperator characters, int length) {
			int start = 0;
			while (start < length && isSeparator(characters.applyAsInt(start))) {
				start++;
			}
			int end = start;
			while (end < length && !isSeparator(characters.applyAsInt(end))) {
				end++;
			}
			return new Word(start, end);
		}

		private static boolean isSeparator(int character) {
			return character == ' ' || character == '\t' || character == '\r' || character == '\n';
		}

		boolean isEmpty() {
			return this.start == this.end;
		}

	}

}
