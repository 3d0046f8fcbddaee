package io.netpool.tcp.framing;

import java.nio.charset.Charset;
import java.util.List;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * The framings of netpool. A frame whose payload is longer than {@code maxLength} closes
 * its connection as soon as that is known. A length that a client claims never allocates
 * memory.
 * <p>
 * Invalid arguments are an {@link IllegalArgumentException}.
 *
 * @since 0.1.0
 */
public final class Framings {

	private static final ByteSet LINE_BREAKS = new ByteSet((byte) '\r', (byte) '\n');

	private Framings() {
	}

	/**
	 * No framing: the bytes that arrive are a message.
	 * @param maxLength the maximum length of a message in bytes
	 * @param charset the charset of the messages, so that no character is split, or
	 * {@code null} if messages are bytes. It must be able to decode a piece of text
	 * without the text before it: not ISO-2022-JP, nor UTF-16 with its byte order mark
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming raw(int maxLength, @Nullable Charset charset) {
		return new RawFraming(positive(maxLength),
				(charset != null) ? CharacterBoundary.of(charset) : CharacterBoundary.BYTES);
	}

	/**
	 * Lines that end with LF or CR LF. A line that is written gets the terminator of the
	 * line that was read last, or else LF.
	 * @param maxLength the maximum length of a line in bytes, without its terminator
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming line(int maxLength) {
		return line(maxLength, LineTerminator.AUTO);
	}

	/**
	 * Lines. The last line is discarded if it has no terminator when the client ends its
	 * stream.
	 * @param maxLength the maximum length of a line in bytes, without its terminator
	 * @param terminator the terminator of lines that are read and written
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming line(int maxLength, LineTerminator terminator) {
		return line(maxLength, terminator, false);
	}

	/**
	 * Lines.
	 * @param maxLength the maximum length of a line in bytes, without its terminator
	 * @param terminator the terminator of lines that are read and written
	 * @param unterminated whether a last line without terminator is a frame when the
	 * client ends its stream. Otherwise it is discarded
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming line(int maxLength, LineTerminator terminator, boolean unterminated) {
		return switch (terminator) {
			case AUTO -> new LineFraming(positive(maxLength), unterminated);
			case ANY -> new AnyLineFraming(positive(maxLength), unterminated);
			case LF -> delimiter(maxLength, false, List.of(new byte[] { '\n' }), unterminated);
			case CRLF -> delimiter(maxLength, false, List.of(new byte[] { '\r', '\n' }), unterminated);
		};
	}

	/**
	 * Frames that end with a delimiter. A frame ends as soon as one delimiter is
	 * complete; if several end with the same byte, the longest one counts. A frame that
	 * is written gets the delimiter of the frame that was read last, or else the first
	 * one. A payload that contains a delimiter is written unchanged, and the client reads
	 * it as several frames.
	 * @param maxLength the maximum length of a frame in bytes, without its delimiter
	 * @param keep whether the delimiter is part of the payload. If so, a payload that
	 * ends with a delimiter is written without a further one
	 * @param delimiters the delimiters, at least one
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming delimiter(int maxLength, boolean keep, List<byte[]> delimiters) {
		return delimiter(maxLength, keep, delimiters, false);
	}

	/**
	 * Frames that end with a delimiter, as in {@link #delimiter(int, boolean, List)}.
	 * @param maxLength the maximum length of a frame in bytes, without its delimiter
	 * @param keep whether the delimiter is part of the payload
	 * @param delimiters the delimiters, at least one
	 * @param unterminated whether the bytes after the last delimiter are a frame when the
	 * client ends its stream. Otherwise they are discarded
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming delimiter(int maxLength, boolean keep, List<byte[]> delimiters, boolean unterminated) {
		Delimiters.check(delimiters);
		return new DelimiterFraming(positive(maxLength), delimiters.stream().map(byte[]::clone).toList(), keep,
				unterminated);
	}

	/**
	 * Frames of one length. A payload of another length cannot be written.
	 * @param length the length in bytes
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming fixedLength(int length) {
		if (length < 1) {
			throw new IllegalArgumentException("length is " + length + ", which is less than 1");
		}
		return new FixedLengthFraming(length);
	}

	/**
	 * Frames with a header that ends with a length field. With {@code strip}, the payload
	 * is the bytes after the length field. Frames cannot be written then if the field has
	 * an offset, since the bytes before it are not known. Without {@code strip}, the
	 * payload is the whole frame. A payload that is written holds its header too, in
	 * which the length is either right or zero, to be filled in.
	 * @param maxLength the maximum length of a payload in bytes
	 * @param field the length field
	 * @param strip whether the header is removed from the payload
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming lengthField(int maxLength, LengthField field, boolean strip) {
		return new LengthPrefixFraming(positive(maxLength), field.prefix(), strip);
	}

	/**
	 * Frames with a header that ends with their length as a variable-length integer
	 * (unsigned LEB128) of up to five bytes, such as the delimited streams of Protocol
	 * Buffers (offset 0, stripped). {@code strip} is as in {@link #lengthField}.
	 * @param maxLength the maximum length of a payload in bytes
	 * @param offset the number of bytes before the length
	 * @param strip whether the header is removed from the payload
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming varintLength(int maxLength, int offset, boolean strip) {
		return varintLength(maxLength, offset, VarintPrefix.LARGEST_MAX_SIZE, strip);
	}

	/**
	 * Frames with a header that ends with their length as a variable-length integer
	 * (unsigned LEB128), such as MQTT (offset 1, at most four bytes, not stripped).
	 * {@code strip} is as in {@link #lengthField}.
	 * @param maxLength the maximum length of a payload in bytes
	 * @param offset the number of bytes before the length
	 * @param maxSize the maximum number of bytes of the length, from 1 to 5
	 * @param strip whether the header is removed from the payload
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming varintLength(int maxLength, int offset, int maxSize, boolean strip) {
		between(1, VarintPrefix.LARGEST_MAX_SIZE, "maxSize", maxSize);
		return new LengthPrefixFraming(positive(maxLength), new VarintPrefix(notNegative(offset), maxSize), strip);
	}

	/**
	 * Frames with a header that ends with their length in decimal digits of ASCII, such
	 * as {@code 0042}. {@code strip} is as in {@link #lengthField}; a length that is to
	 * be filled in consists of the digit zero.
	 * @param maxLength the maximum length of a payload in bytes
	 * @param offset the number of bytes before the length
	 * @param digits the number of digits, from 1 to 10
	 * @param adjustment the number added to the length to get the number of bytes after
	 * the length: negative if the length counts bytes of the header
	 * @param strip whether the header is removed from the payload
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming decimalLength(int maxLength, int offset, int digits, long adjustment, boolean strip) {
		between(1, DecimalPrefix.MAX_DIGITS, "digits", digits);
		return new LengthPrefixFraming(positive(maxLength), new DecimalPrefix(notNegative(offset), digits, adjustment),
				strip);
	}

	/**
	 * Frames between a start sequence and an end sequence, such as those of HL7's MLLP
	 * (0x0B, and 0x1C 0x0D) and STX, ETX. CR and LF between frames are skipped, unless
	 * {@code start} begins with one of them; any other byte closes the connection. A
	 * payload that contains {@code end} cannot be written.
	 * @param maxLength the maximum length of a payload in bytes
	 * @param start the start sequence, at least one byte
	 * @param end the end sequence, at least one byte
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming startEnd(int maxLength, byte[] start, byte[] end) {
		if (start.length == 0 || end.length == 0) {
			throw new IllegalArgumentException("the " + ((start.length == 0) ? "start" : "end") + " sequence is empty");
		}
		TcpFraming framing = new StartEndFraming(positive(maxLength), start.clone(), end.clone());
		boolean startsWithLineBreak = start[0] == '\r' || start[0] == '\n';
		return startsWithLineBreak ? framing : new SkippingFraming(LINE_BREAKS, framing);
	}

	/**
	 * Syslog over TCP (RFC 6587), as in {@link #octetCounting(int, boolean)}. A last line
	 * without LF is discarded when the client ends its stream.
	 * @param maxLength the maximum length of a message in bytes
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming octetCounting(int maxLength) {
		return octetCounting(maxLength, false);
	}

	/**
	 * Syslog over TCP (RFC 6587): a frame that begins with a length and a space is
	 * counted ({@code MSG-LEN SP MSG}), any other ends with LF. CR and LF between frames
	 * are skipped. A frame that is written is counted if the frame that was read last was
	 * counted, or else ends with LF.
	 * @param maxLength the maximum length of a message in bytes
	 * @param unterminated whether a last line without LF is a frame when the client ends
	 * its stream. Otherwise it is discarded
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming octetCounting(int maxLength, boolean unterminated) {
		return new SkippingFraming(LINE_BREAKS, new OctetCountingFraming(positive(maxLength), unterminated));
	}

	/**
	 * Add fixed bytes before the header and after the body of frames with a length, such
	 * as the {@code 78 78} and {@code 0D 0A} of GT06 trackers. The length does not count
	 * them. They are not part of a stripped payload.
	 * @param start the bytes before the header; the offset of the length is counted from
	 * the end of them
	 * @param end the bytes after the body
	 * @param framing the framing, of {@link #lengthField}, {@link #varintLength} or
	 * {@link #decimalLength}
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming between(byte[] start, byte[] end, TcpFraming framing) {
		if (!(framing instanceof LengthPrefixFraming prefixed)) {
			throw new IllegalArgumentException("the framing has no length");
		}
		return prefixed.between(start.clone(), end.clone());
	}

	/**
	 * Frames with a flag at both ends, as in HDLC and JT/T 808. One flag may end a frame
	 * and begin the next, and any number of flags may be between two frames: there are no
	 * empty frames. A payload that contains the flag cannot be written, unless
	 * {@link #escaped} replaces it.
	 * @param maxLength the maximum length of a payload in bytes
	 * @param flag the flag
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming flag(int maxLength, byte flag) {
		return new SkippingFraming(new ByteSet(flag), new FlagFraming(positive(maxLength), flag));
	}

	/**
	 * Modbus RTU over TCP, requests and answers. The length of a frame follows from its
	 * function code: 1 to 8, 11, 12, 15 to 17, 20 to 23, or an exception. The payload is
	 * the frame without its CRC, which is verified, and appended to what is written.
	 * @return the framing
	 * @since 0.1.0
	 */
	public static TcpFraming modbusRtu() {
		return new ModbusRtuFraming();
	}

	/**
	 * Escape bytes in the payloads of a framing. A frame with an escape that is not valid
	 * closes its connection, unless {@link #droppingInvalid} drops it.
	 * @param maxLength the maximum length of a payload in bytes, without escapes. The
	 * maximum length of {@code framing} should be twice as much
	 * @param escapes the escapes
	 * @param framing the framing of the payloads with escapes
	 * @return the framing of the payloads without escapes
	 * @since 0.1.0
	 */
	public static TcpFraming escaped(int maxLength, ByteEscapes escapes, TcpFraming framing) {
		return new TransformedFraming(ofPayloads(framing),
				new EscapeTransform(escapes.complete(), positive(maxLength)));
	}

	/**
	 * Verify the checksum at the end of each payload, which is removed, and append it to
	 * what is written. A frame whose checksum is wrong closes its connection, unless
	 * {@link #droppingInvalid} drops it.
	 * @param checksum the checksum
	 * @param framing the framing of the payloads with their checksum, whose maximum
	 * length counts it. If the checksum covers more than the payload, it is one of
	 * {@link #lengthField}, {@link #varintLength} or {@link #decimalLength} that strips
	 * the header
	 * @return the framing of the payloads without their checksum
	 * @since 0.1.0
	 */
	public static TcpFraming checksum(FrameChecksum checksum, TcpFraming framing) {
		if (checksum.scope() == ChecksumScope.PAYLOAD) {
			return new TransformedFraming(ofPayloads(framing), new ChecksumTransform(checksum, null));
		}
		if (!(framing instanceof LengthPrefixFraming header) || !header.strips()) {
			throw new IllegalArgumentException("the framing has no header with a length that is removed");
		}
		return new TransformedFraming(framing, new ChecksumTransform(checksum, header));
	}

	/**
	 * Drop frames whose escapes or checksum are invalid, and count them, in place of
	 * closing their connection.
	 * @param framing the framing, of {@link #escaped} or {@link #checksum}
	 * @return the framing that drops invalid frames
	 * @since 0.1.0
	 */
	public static TcpFraming droppingInvalid(TcpFraming framing) {
		if (!(framing instanceof TransformedFraming transformed)) {
			throw new IllegalArgumentException("the framing has neither escapes nor a checksum");
		}
		return transformed.dropping();
	}

	/**
	 * Frames that are parsed from their first byte to their last. Handlers take the
	 * messages that the parser returns. Replies are written as they are: they hold
	 * whatever ends a frame. The framing limits no length; that of a bean is limited by
	 * {@code netpool.tcp.framing.max-length}.
	 * @param <T> type of the messages
	 * @param type the type of the messages
	 * @param parser parses a frame
	 * @return the framing
	 * @since 0.1.0
	 */
	public static <T> TcpFraming parsed(Class<T> type, FrameParser<? extends T> parser) {
		return new ParsedFraming<>(type, parser);
	}

	/**
	 * Send a last reply to a client whose bytes are not a frame, or whose frame is too
	 * long, before its connection is closed. A {@link TcpFramingException} that has a
	 * reply keeps it.
	 * @param reply the reply, which is framed
	 * @param framing the framing
	 * @return the framing that replies
	 * @since 0.1.0
	 */
	public static TcpFraming replyingToInvalid(byte[] reply, TcpFraming framing) {
		return new ReplyingFraming(reply.clone(), withoutCodecs(framing));
	}

	/**
	 * Skip certain bytes before each frame, such as the line ends between frames that are
	 * the heart-beats of STOMP. They are discarded when they arrive, in addition to those
	 * that the framing itself skips. A frame cannot begin with one of them.
	 * @param bytes the bytes to skip, in any order and number
	 * @param framing the framing
	 * @return the framing that skips the bytes
	 * @since 0.1.0
	 */
	public static TcpFraming skipping(byte[] bytes, TcpFraming framing) {
		if (framing instanceof TransformedFraming transformed) {
			return transformed.skipping(bytes);
		}
		ByteSet skipped = new ByteSet(bytes);
		if (framing instanceof AnyLineFraming lines) {
			return lines.skipping(skipped);
		}
		return (framing instanceof SkippingFraming skipping) ? skipping.with(skipped)
				: new SkippingFraming(skipped, withoutCodecs(framing));
	}

	private static TcpFraming ofPayloads(TcpFraming framing) {
		if (framing.messageType() != null) {
			throw new IllegalArgumentException("the framing parses messages itself");
		}
		return withoutCodecs(framing);
	}

	private static TcpFraming withoutCodecs(TcpFraming framing) {
		if (framing instanceof NettyFraming) {
			throw new IllegalArgumentException("Netty's codecs decode the bytes before the framing does");
		}
		return framing;
	}

	/**
	 * Convert text to bytes, such as a delimiter in a setting. The text may have the
	 * escapes {@code \n}, {@code \r}, {@code \t}, {@code \0}, {@code \\}, {@code \xNN}
	 * for a byte and {@code \}{@code uNNNN} for a UTF-16 code unit, and control
	 * characters.
	 * @param text the text
	 * @param charset the charset of its characters
	 * @return the bytes
	 * @throws IllegalArgumentException if there is another escape, or a character that
	 * the charset does not have
	 * @since 0.1.0
	 */
	public static byte[] bytes(String text, Charset charset) {
		return EscapedBytes.parse(text, charset);
	}

	/**
	 * Add a maximum length to the framing of an application.
	 * @param maxLength the maximum length of a payload in bytes, whose frame may be 32
	 * bytes longer, or of a frame whose message is parsed
	 * @param framing the framing
	 * @return the framing with a maximum length
	 */
	public static TcpFraming limited(int maxLength, TcpFraming framing) {
		return new LengthLimitedFraming(maxLength, framing);
	}

	private static void between(int least, int most, String name, int value) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(
					name + " is " + value + ", which is not between " + least + " and " + most);
		}
	}

	private static int notNegative(int offset) {
		if (offset < 0) {
			throw new IllegalArgumentException("offset is " + offset + ", which is less than 0");
		}
		return offset;
	}

	private static int positive(int maxLength) {
		if (maxLength < 1) {
			throw new IllegalArgumentException("maxLength is " + maxLength + ", which is less than 1");
		}
		return maxLength;
	}

}
