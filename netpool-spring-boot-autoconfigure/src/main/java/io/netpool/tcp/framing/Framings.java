package io.netpool.tcp.framing;

import java.nio.charset.Charset;

import io.netpool.tcp.TcpFraming;
import org.jspecify.annotations.Nullable;

/**
 * The framings that come with netpool.
 *
 * @since 0.1.0
 */
public final class Framings {

	private Framings() {
	}

	/**
	 * No framing: what arrives is a message.
	 * @param maxLength the most bytes of one message
	 * @param charset the charset of the messages, none of whose characters is split, or
	 * {@code null} where messages are bytes
	 * @return the framing
	 */
	public static TcpFraming raw(int maxLength, @Nullable Charset charset) {
		return new RawFraming(maxLength, (charset != null) ? CharacterBoundary.of(charset) : CharacterBoundary.BYTES);
	}

	/**
	 * Lines that end with LF or CR LF.
	 * @param maxLength the most bytes of a line, without its terminator
	 * @return the framing
	 */
	public static TcpFraming line(int maxLength) {
		return new LineFraming(maxLength);
	}

}
