package io.netpool.tcp.framing;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.netpool.tcp.TcpFraming;

/**
 * Every mode, in every variant that reads or writes in another way.
 */
final class FramingModes {

	private static final int BOUND = FramingMode.BOUND;

	private static final int HALF = BOUND / 2;

	private static final int FIXED_LENGTH = 7;

	private static final UnaryOperator<byte[]> AS_IT_IS = UnaryOperator.identity();

	private FramingModes() {
	}

	static List<List<FramingMode>> byKind() {
		return Stream
			.of(lines(), delimiters(), fixedLength(), lengthFields(), varints(), decimals(), startEnds(), syslog(),
					skipping(), flags(), betweens(), modbus(), parsed())
			.map(Stream::toList)
			.toList();
	}

	private static Stream<FramingMode> lines() {
		return Stream.of(
				new FramingMode("line", Framings.line(BOUND), "\r\n", endedBy("\n", "\r\n"),
						(text) -> !text.contains("\n") && !text.endsWith("\r")),
				anyLine("\r"), anyLine("\n"), anyLine("\r\n"),
				new FramingMode("line lf", Framings.line(BOUND, LineTerminator.LF), "\r\n", endedBy("\n"),
						(text) -> !text.contains("\n")),
				new FramingMode("line crlf", Framings.line(BOUND, LineTerminator.CRLF), "\r\n", endedBy("\r\n"),
						endedOnlyBy("\r\n")));
	}

	/**
	 * One terminator, since a CR and then an empty line with LF are read as one line.
	 */
	private static FramingMode anyLine(String terminator) {
		return new FramingMode("line any", Framings.line(BOUND, LineTerminator.ANY), "\r\n", endedBy(terminator),
				(text) -> !text.contains("\n") && !text.contains("\r"));
	}

	private static Stream<FramingMode> delimiters() {
		return Stream.of(delimited(";"), delimited("aab"), delimited(";", "\0", "<>"),
				delimited("\n", "\r\n", "\u0003"), keeping(";"), keeping("\r\n", "\0"));
	}

	private static FramingMode delimited(String... delimiters) {
		return new FramingMode("delimiter " + Arrays.toString(delimiters), delimiter(false, delimiters),
				String.join("", delimiters), endedBy(delimiters), endedOnlyBy(delimiters));
	}

	private static FramingMode keeping(String... delimiters) {
		return new FramingMode("delimiter kept " + Arrays.toString(delimiters), delimiter(true, delimiters),
				String.join("", delimiters), List.of(AS_IT_IS), endedOnlyBy(delimiters),
				(bytes) -> between("", bytes, delimiters[bytes.length % delimiters.length]));
	}

	private static TcpFraming delimiter(boolean keep, String... delimiters) {
		return Framings.delimiter(BOUND, keep, Stream.of(delimiters).map(FramedStream::latin1).toList());
	}

	private static List<UnaryOperator<byte[]>> endedBy(String... delimiters) {
		return Stream.of(delimiters)
			.<UnaryOperator<byte[]>>map((delimiter) -> (payload) -> between("", payload, delimiter))
			.toList();
	}

	/**
	 * Whether a text with any of the delimiters behind it is ended by that one: each
	 * prefix is looked at.
	 */
	private static Predicate<String> endedOnlyBy(String... delimiters) {
		return (text) -> Stream.of(delimiters).allMatch((delimiter) -> {
			String frame = text + delimiter;
			for (int end = 1; end < frame.length(); end++) {
				if (Stream.of(delimiters).anyMatch(frame.substring(0, end)::endsWith)) {
					return false;
				}
			}
			return Stream.of(delimiters)
				.filter(frame::endsWith)
				.max(Comparator.comparingInt(String::length))
				.orElseThrow()
				.equals(delimiter);
		});
	}

	private static Stream<FramingMode> fixedLength() {
		return Stream.of(new FramingMode("fixed-length", Framings.fixedLength(FIXED_LENGTH), "", List.of(AS_IT_IS),
				(text) -> true, (bytes) -> Arrays.copyOf(bytes, FIXED_LENGTH)));
	}

	private static Stream<FramingMode> lengthFields() {
		return Stream.of(1, 2, 3, 4, 8)
			.flatMap((size) -> Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)
				.flatMap((order) -> Stream.of(-3, 0, 2)
					.flatMap((adjustment) -> Stream.of(true, false)
						.flatMap((itself) -> Stream.of(new LengthField(0, size, adjustment, order, itself),
								new LengthField(3, size, adjustment, order, itself))))))
			.flatMap((field) -> (field.offset() > 0) ? Stream.of(whole(field))
					: Stream.of(whole(field), stripped(field)));
	}

	private static FramingMode stripped(LengthField field) {
		return new FramingMode("stripped " + field, Framings.lengthField(BOUND, field, true), "\0\1\u00FF",
				List.of((payload) -> headed(field, payload)), (text) -> text.length() >= field.adjustment());
	}

	private static FramingMode whole(LengthField field) {
		return new FramingMode("whole " + field, Framings.lengthField(BOUND, field, false), "\0\1\u00FF",
				List.of(AS_IT_IS), (text) -> text.length() >= field.adjustment(), (bytes) -> headed(field, bytes));
	}

	private static byte[] headed(LengthField field, byte[] body) {
		int length = body.length - field.adjustment() + (field.includesItself() ? field.size() : 0);
		StringBuilder bytes = new StringBuilder();
		for (int i = 0; i < field.size(); i++) {
			bytes.append((char) ((i < Integer.BYTES) ? length >> 8 * i & 0xFF : 0));
		}
		if (field.byteOrder() == ByteOrder.BIG_ENDIAN) {
			bytes.reverse();
		}
		return between("H".repeat(field.offset()) + bytes, body, "");
	}

	private static Stream<FramingMode> varints() {
		return Stream.of(
				new FramingMode("varint", Framings.varintLength(BOUND, 0, true), "\0\1\u0080\u00FF",
						List.of((payload) -> between(varint(payload), payload, "")), (text) -> true),
				new FramingMode("varint whole", Framings.varintLength(BOUND, 0, false), "\0\1\u0080\u00FF",
						List.of(AS_IT_IS), (text) -> true, (bytes) -> between(varint(bytes), bytes, "")),
				new FramingMode("varint of MQTT", Framings.varintLength(BOUND, 1, 4, false), "\0\1\u0080\u00FF",
						List.of(AS_IT_IS), (text) -> true, (bytes) -> between("M" + varint(bytes), bytes, "")));
	}

	/**
	 * The varint of a length below 16384.
	 */
	private static String varint(byte[] body) {
		return (body.length < 128) ? String.valueOf((char) body.length)
				: "" + (char) (body.length % 128 + 128) + (char) (body.length / 128);
	}

	private static Stream<FramingMode> decimals() {
		UnaryOperator<byte[]> headed = (payload) -> between("%04d".formatted(payload.length), payload, "");
		UnaryOperator<byte[]> counted = (payload) -> between("T%06d".formatted(payload.length + 7), payload, "");
		return Stream.of(
				new FramingMode("decimal", Framings.decimalLength(BOUND, 0, 4, 0, true), "0123", List.of(headed),
						(text) -> true),
				new FramingMode("decimal whole", Framings.decimalLength(BOUND, 1, 6, -7, false), "0127",
						List.of(AS_IT_IS), (text) -> true, counted));
	}

	private static Stream<FramingMode> startEnds() {
		return Stream.of(startEnd("\u000B", "\u001C\r"), startEnd("\u0002", "\u0003"), startEnd("<<", "aab"),
				startEnd("~", "~"), startEnd("\n", "aa"));
	}

	private static FramingMode startEnd(String start, String end) {
		return new FramingMode("start-end " + start + end,
				Framings.startEnd(BOUND, FramedStream.latin1(start), FramedStream.latin1(end)), start + end + "\r\n",
				List.of((payload) -> between(start, payload, end)), endedOnlyBy(end));
	}

	private static Stream<FramingMode> syslog() {
		TcpFraming framing = Framings.octetCounting(BOUND);
		UnaryOperator<byte[]> counted = (payload) -> between(payload.length + " ", payload, "");
		return Stream.of(
				new FramingMode("octet-counting or lines", framing, "<0123 \n",
						List.of((payload) -> between("", payload, "\n"), counted),
						(text) -> !text.contains("\n") && !text.isEmpty() && !text.startsWith("\r")
								&& !text.matches("(?s)[1-9]\\d{0,9} .*")),
				new FramingMode("octet-counting", framing, "<0123 \n", List.of(counted), (text) -> !text.isEmpty()));
	}

	private static Stream<FramingMode> skipping() {
		Predicate<String> begins = (text) -> !text.startsWith(" ") && !text.startsWith("\n");
		return Stream
			.of(new FramingMode("skipping", Framings.skipping(FramedStream.latin1(" \n"), delimiter(false, ";")),
					"; \n", endedBy(";"), endedOnlyBy(";").and(begins)));
	}

	private static Stream<FramingMode> flags() {
		return Stream.of(
				new FramingMode("flag", Framings.flag(BOUND, (byte) '~'), "~", flagged((bytes) -> bytes),
						(text) -> !text.isEmpty() && !text.contains("~")),
				new FramingMode("slip", Framings.escaped(HALF, ByteEscapes.slip(), Framings.flag(BOUND, (byte) 0xC0)),
						"\u00C0\u00DB\u00DC\u00DD", List.of((payload) -> between("\u00C0", slip(payload), "\u00C0")),
						(text) -> !text.isEmpty(), FramingModes::half),
				new FramingMode("jt808",
						Framings.checksum(FrameChecksum.of(ChecksumAlgorithm.XOR),
								Framings.escaped(HALF, ByteEscapes.jt808(), Framings.flag(BOUND, (byte) 0x7E))),
						"~}\1\2", flagged(FramingModes::jt808), (text) -> true, FramingModes::half));
	}

	/**
	 * At most half of the bound, since each byte may be escaped.
	 */
	private static byte[] half(byte[] bytes) {
		return Arrays.copyOf(bytes, Math.min(bytes.length, HALF - 1));
	}

	private static List<UnaryOperator<byte[]>> flagged(UnaryOperator<byte[]> content) {
		return List.of((payload) -> between("~", content.apply(payload), "~"));
	}

	private static byte[] slip(byte[] payload) {
		return FramedStream.latin1(new String(payload, StandardCharsets.ISO_8859_1).replace("\u00DB", "\u00DB\u00DD")
			.replace("\u00C0", "\u00DB\u00DC"));
	}

	private static byte[] jt808(byte[] payload) {
		int checksum = 0;
		for (byte value : payload) {
			checksum ^= value & 0xFF;
		}
		String whole = new String(payload, StandardCharsets.ISO_8859_1) + (char) checksum;
		return FramedStream.latin1(whole.replace("}", "}\1").replace("~", "}\2"));
	}

	private static Stream<FramingMode> betweens() {
		TcpFraming framing = Framings.between(FramedStream.latin1("xx"), FramedStream.latin1("\r\n"),
				Framings.lengthField(BOUND, LengthField.ofSize(2), true));
		FrameChecksum sum = FrameChecksum.of(ChecksumAlgorithm.SUM_8);
		return Stream.of(
				new FramingMode("between", framing, "x\0\2\r\n", List.of((payload) -> counted(payload, "")),
						(text) -> true),
				new FramingMode("between with checksum", Framings.checksum(sum, framing), "x\0\2\r\n",
						List.of((payload) -> counted(payload, sum(payload, 0))), (text) -> text.length() < BOUND),
				new FramingMode("between with checksum of the length",
						Framings.checksum(sum.covering(ChecksumScope.LENGTH), framing), "x\0\2\r\n",
						List.of((payload) -> counted(payload, sum(payload, lengthSum(payload)))),
						(text) -> text.length() < BOUND),
				new FramingMode("between with checksum of the frame",
						Framings.checksum(sum.covering(ChecksumScope.FRAME), framing), "x\0\2\r\n",
						List.of((payload) -> counted(payload, sum(payload, 2 * 'x' + lengthSum(payload)))),
						(text) -> text.length() < BOUND));
	}

	private static byte[] counted(byte[] payload, String checksum) {
		int length = payload.length + checksum.length();
		return between("xx" + (char) (length >> 8) + (char) (length & 0xFF), payload, checksum + "\r\n");
	}

	private static int lengthSum(byte[] payload) {
		int length = payload.length + 1;
		return (length >> 8) + (length & 0xFF);
	}

	private static String sum(byte[] payload, int before) {
		int sum = before;
		for (byte value : payload) {
			sum += value;
		}
		return String.valueOf((char) (sum & 0xFF));
	}

	private static Stream<FramingMode> modbus() {
		return Stream.of(new FramingMode("modbus-rtu", Framings.modbusRtu(), "\1\2\3\6\0\20",
				List.of((payload) -> between("", payload, modbusCrc(payload))), (text) -> true,
				(bytes) -> between("\1\3" + (char) Math.min(bytes.length, 3),
						Arrays.copyOf(bytes, Math.min(bytes.length, 3)), "")));
	}

	/**
	 * A body that is counted, or ends with NUL.
	 */
	private static Stream<FramingMode> parsed() {
		TcpFraming framing = Framings.limited(BOUND, Framings.parsed(String.class, (input) -> {
			String length = input.readLine();
			String body = input.readText(length.isEmpty() ? input.bytesBefore(0) : Integer.parseInt(length));
			input.expect(length.isEmpty() ? "\0" : ";\n");
			return body;
		}));
		return Stream.of(
				new FramingMode("parsed, counted", framing, "012\r\n;\0", List.of(AS_IT_IS), (text) -> true,
						(bytes) -> between(bytes.length + "\n", bytes, ";\n")),
				new FramingMode("parsed, delimited", framing, "012\r\n;\0", List.of(AS_IT_IS),
						(text) -> !text.contains("\0"), (bytes) -> between("\r\n", bytes, "\0")));
	}

	/**
	 * Bit by bit, as the specification has it.
	 */
	private static String modbusCrc(byte[] payload) {
		int crc = 0xFFFF;
		for (byte value : payload) {
			crc ^= value & 0xFF;
			for (int bit = 0; bit < 8; bit++) {
				crc = ((crc & 1) != 0) ? crc >> 1 ^ 0xA001 : crc >> 1;
			}
		}
		return "" + (char) (crc & 0xFF) + (char) (crc >> 8);
	}

	private static byte[] between(String before, byte[] bytes, String after) {
		return FramedStream.latin1(before + new String(bytes, StandardCharsets.ISO_8859_1) + after);
	}

}
