package io.netpool.tcp.framing;

import java.io.Serial;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frame from left to right, for a {@link FrameParser}. A read that needs more
 * bytes than have arrived does not return: the parser is called again when they have. Not
 * thread-safe, and valid during one call of the parser.
 *
 * @since 0.1.0
 */
public final class FrameCursor {

	private final FrameInput input;

	/**
	 * The search at which the previous call for this frame was abandoned.
	 */
	private final @Nullable Search previous;

	private int position;

	private int needed;

	private @Nullable Search search;

	FrameCursor(FrameInput input, @Nullable Search previous) {
		this.input = input;
		this.previous = previous;
	}

	/**
	 * Read a byte.
	 * @return the byte, from 0 to 255
	 */
	public int readUnsignedByte() {
		return this.input.get(take(1)) & 0xFF;
	}

	/**
	 * Read bytes.
	 * @param length the number of bytes
	 * @return the bytes, in a new array
	 * @throws TcpFramingException if the length is negative
	 */
	public byte[] readBytes(int length) throws TcpFramingException {
		int start = take(checked(length));
		return this.input.copy(start, start + length);
	}

	/**
	 * Read text in UTF-8.
	 * @param length the number of bytes
	 * @return the text
	 * @throws TcpFramingException if the length is negative
	 */
	public String readText(int length) throws TcpFramingException {
		return readText(length, StandardCharsets.UTF_8);
	}

	/**
	 * Read text.
	 * @param length the number of bytes
	 * @param charset the charset of the text
	 * @return the text
	 * @throws TcpFramingException if the length is negative
	 */
	public String readText(int length, Charset charset) throws TcpFramingException {
		int start = take(checked(length));
		return new String(this.input.array(), this.input.arrayOffset() + start, length, charset);
	}

	/**
	 * Read a line in UTF-8, which ends with LF or CR LF.
	 * @return the line without its end
	 */
	public String readLine() {
		int length = bytesBefore('\n');
		int start = take(length + 1);
		boolean carriageReturn = length > 0 && this.input.get(start + length - 1) == '\r';
		return new String(this.input.array(), this.input.arrayOffset() + start, carriageReturn ? length - 1 : length,
				StandardCharsets.UTF_8);
	}

	/**
	 * Return the number of bytes before the next occurrence of a byte. Nothing is read.
	 * @param value the byte, in the lowest eight bits
	 * @return the number of bytes, 0 if it is the next one
	 */
	public int bytesBefore(int value) {
		byte sought = (byte) value;
		int found = this.input.indexOf(sought, startOfSearch(sought));
		if (found < 0) {
			this.search = new Search(sought, this.position, this.input.length());
			throw incomplete(this.input.length() + 1L);
		}
		return found - this.position;
	}

	private int startOfSearch(byte value) {
		Search before = this.previous;
		return (before != null && before.start() == this.position && before.value() == value) ? before.end()
				: this.position;
	}

	/**
	 * Read bytes that a frame must have here.
	 * @param text the bytes, as text in UTF-8, such as {@code "\r\n"}
	 * @throws TcpFramingException if there are others
	 */
	public void expect(String text) throws TcpFramingException {
		byte[] expected = text.getBytes(StandardCharsets.UTF_8);
		int arrived = Math.min(expected.length, this.input.length() - this.position);
		for (int i = 0; i < arrived; i++) {
			if (this.input.get(this.position + i) != expected[i]) {
				throw new TcpFramingException(
						"Byte %d of the frame is not 0x%02X".formatted(this.position + i, expected[i]));
			}
		}
		if (arrived < expected.length) {
			throw incomplete(this.input.length() + 1L);
		}
		take(arrived);
	}

	/**
	 * The number of bytes that were read.
	 */
	int position() {
		return this.position;
	}

	/**
	 * The number of bytes of the frame without which another call would be abandoned too,
	 * 0 if this one was not.
	 */
	int needed() {
		return this.needed;
	}

	/**
	 * The search at which the call was abandoned, {@code null} if at none.
	 */
	@Nullable Search search() {
		return this.search;
	}

	private int take(int length) {
		long end = (long) this.position + length;
		if (end > this.input.length()) {
			throw incomplete(end);
		}
		int start = this.position;
		this.position = (int) end;
		return start;
	}

	private Incomplete incomplete(long required) {
		this.needed = (int) Math.min(required, Integer.MAX_VALUE);
		return Incomplete.INSTANCE;
	}

	private static int checked(int length) throws TcpFramingException {
		if (length < 0) {
			throw new TcpFramingException("A length is negative");
		}
		return length;
	}

	/**
	 * Bytes in which another one was not found.
	 *
	 * @param value the byte that was not found
	 * @param start the index from which it was sought
	 * @param end the index before which it is not
	 */
	record Search(byte value, int start, int end) {

	}

	/**
	 * Abandons the call of a parser. It is no exception, so that a parser that handles
	 * exceptions does not handle it.
	 */
	static final class Incomplete extends Error {

		static final Incomplete INSTANCE = new Incomplete();

		@Serial
		private static final long serialVersionUID = 1L;

		private Incomplete() {
			super("The frame is not complete", null, false, false);
		}

	}

}
