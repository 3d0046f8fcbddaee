package io.netpool.tcp.framing;

import java.nio.charset.Charset;
import java.util.List;

import io.netpool.tcp.TcpFraming;
import org.jspecify.annotations.Nullable;

/**
 * The framings that come with netpool. All of them bound what they wait for: a frame
 * whose payload is longer than {@code maxLength} closes its connection as soon as that is
 * known, and nothing is ever allocated for a length that a client claims.
 * <p>
 * What is no setting of theirs is an {@link IllegalArgumentException} that names the
 * setting, its value and the remedy.
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
	 * {@code null} where messages are bytes; not one that has to know the text before,
	 * such as ISO-2022-JP, or UTF-16 with its byte order mark
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming raw(int maxLength, @Nullable Charset charset) {
		return new RawFraming(bound(maxLength),
				(charset != null) ? CharacterBoundary.of(charset) : CharacterBoundary.BYTES);
	}

	/**
	 * Lines that end with LF or CR LF, replies as their requests.
	 * @param maxLength the most bytes of a line, without its terminator
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming line(int maxLength) {
		return line(maxLength, LineTerminator.AUTO);
	}

	/**
	 * Lines.
	 * @param maxLength the most bytes of a line, without its terminator
	 * @param terminator what ends a line that is read, and one that is written
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming line(int maxLength, LineTerminator terminator) {
		return switch (terminator) {
			case AUTO -> new LineFraming(bound(maxLength));
			case LF -> delimiter(maxLength, false, List.of(new byte[] { '\n' }));
			case CRLF -> delimiter(maxLength, false, List.of(new byte[] { '\r', '\n' }));
		};
	}

	/**
	 * Frames that end with a delimiter. A frame ends as soon as one delimiter is
	 * complete; where several end with the same byte, the longest one counts. What is
	 * written gets the delimiter of the frame that was read last, the first of the list
	 * before that. A payload that holds a delimiter is written as it is, and read by the
	 * client as several frames.
	 * @param maxLength the most bytes of a frame, without its delimiter
	 * @param keep whether the delimiter is part of the payload; then what is written gets
	 * none if it ends with one
	 * @param delimiters what ends a frame, at least one
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming delimiter(int maxLength, boolean keep, List<byte[]> delimiters) {
		Delimiters.check(delimiters);
		return new DelimiterFraming(bound(maxLength), delimiters.stream().map(byte[]::clone).toList(), keep);
	}

	/**
	 * Frames that have one length, without anything around them. A payload of another
	 * length can't be written.
	 * @param length the length in bytes
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming fixedLength(int length) {
		if (length < 1) {
			throw new IllegalArgumentException(
					"netpool.tcp.framing.length is " + length + "; it has to be 1 byte or more");
		}
		return new FixedLengthFraming(length);
	}

	/**
	 * Frames whose header ends with their length. With {@code strip}, a payload is what
	 * follows the length. Then nothing can be written if the field has an offset, since
	 * what is before the field is not known. Without {@code strip}, a payload is the
	 * whole frame, also one that is written: it holds its own header, in which the length
	 * is right, or zero to be filled in.
	 * @param maxLength the most bytes of a payload
	 * @param field the length in the header
	 * @param strip whether the header is no part of the payload
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming lengthField(int maxLength, LengthField field, boolean strip) {
		return new LengthPrefixFraming(bound(maxLength), field.prefix(), strip);
	}

	/**
	 * Frames whose header ends with their length as a varint (unsigned LEB128) of up to
	 * five bytes: the delimited streams of Protocol Buffers with offset 0 and stripped,
	 * MQTT with offset 1 and not stripped. For the rest, it is as with
	 * {@link #lengthField}.
	 * @param maxLength the most bytes of a payload
	 * @param offset how many bytes of the frame come before the length
	 * @param strip whether the header is no part of the payload
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming varintLength(int maxLength, int offset, boolean strip) {
		if (offset < 0) {
			throw new IllegalArgumentException(
					"netpool.tcp.framing.length-field.offset is " + offset + "; it has to be 0 or more bytes");
		}
		return new LengthPrefixFraming(bound(maxLength), new VarintPrefix(offset), strip);
	}

	/**
	 * Frames between two sequences of bytes, such as HL7's MLLP (0x0B, and 0x1C 0x0D) and
	 * STX, ETX. Between frames there may be up to 16 CR and LF; any other byte closes the
	 * connection. A payload that holds {@code end} can't be written.
	 * @param maxLength the most bytes of a payload
	 * @param start what a frame begins with, at least one byte
	 * @param end what a frame ends with, at least one byte
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming startEnd(int maxLength, byte[] start, byte[] end) {
		if (start.length == 0 || end.length == 0) {
			throw new IllegalArgumentException("netpool.tcp.framing." + ((start.length == 0) ? "start" : "end")
					+ " is empty; it has to be 1 byte or more, such as \\x0B");
		}
		return new StartEndFraming(bound(maxLength), start.clone(), end.clone());
	}

	/**
	 * Syslog over TCP as RFC 6587 describes it: a frame that begins with a digit is
	 * counted ({@code MSG-LEN SP MSG}), one that begins with {@code <} ends with LF, and
	 * any other first byte closes the connection. What is written is counted if the frame
	 * that was read last was, and ends with LF otherwise.
	 * @param maxLength the most bytes of a message
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming octetCounting(int maxLength) {
		return new OctetCountingFraming(bound(maxLength));
	}

	/**
	 * Bytes as a setting writes them, for instance a delimiter: text with the escapes
	 * {@code \n}, {@code \r}, {@code \t}, {@code \0}, {@code \\}, {@code \xNN} for a byte
	 * and {@code \}{@code uNNNN} for a UTF-16 code unit.
	 * @param text the text; in it, control characters may also stand for themselves
	 * @param charset the charset of its characters
	 * @return the bytes
	 * @throws IllegalArgumentException if there is another escape, which the text names,
	 * or a character that the charset does not have; it names no setting
	 * @since 0.1.0
	 */
	public static byte[] bytes(String text, Charset charset) {
		return EscapedBytes.parse(text, charset);
	}

	/**
	 * A framing of an application, held to a bound.
	 * @param maxLength the most bytes of a message, and of what has arrived of one
	 * @param framing the framing
	 * @return the framing with its bound
	 */
	public static TcpFraming bounded(int maxLength, TcpFraming framing) {
		return new BoundedFraming(maxLength, framing);
	}

	private static int bound(int maxLength) {
		if (maxLength < 1) {
			throw new IllegalArgumentException(
					"netpool.tcp.framing.max-length is " + maxLength + "; it has to be 1 byte or more");
		}
		return maxLength;
	}

}
