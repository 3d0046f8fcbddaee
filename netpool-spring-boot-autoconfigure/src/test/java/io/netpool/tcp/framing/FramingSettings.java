package io.netpool.tcp.framing;

import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntUnaryOperator;

import io.netpool.tcp.TcpFraming;

/**
 * Chooses a mode with any settings.
 *
 * @param choice returns a number from 0 up to below its argument
 */
record FramingSettings(IntUnaryOperator choice) {

	private static final int BOUND = FramingMode.BOUND;

	/**
	 * The most numbers that are chosen: for three delimiters and the bytes to skip.
	 */
	static final int MOST_CHOICES = 28;

	static final String ALPHABET = "\r\n \0<a019;\u0080\u00FF";

	FramingMode choose() {
		TcpFraming framing = transformed(framing(number(0, 10)));
		byte[] skipped = bytes(0, 3);
		boolean skips = skipped.length > 0;
		return new FramingMode(framing.getClass().getSimpleName(),
				skips ? Framings.skipping(skipped, framing) : framing, ALPHABET, List.of(), (text) -> false);
	}

	/**
	 * With escapes, a checksum, or both; with invalid frames closing or dropped.
	 */
	private TcpFraming transformed(TcpFraming framing) {
		TcpFraming result = framing;
		if (number(0, 3) == 0) {
			result = Framings.escaped(BOUND, ByteEscapes.of(';', '<', '0').and('<', '<', '1'), result);
		}
		if (number(0, 3) == 0) {
			ChecksumAlgorithm algorithm = ChecksumAlgorithm.values()[number(0, 5)];
			result = Framings.checksum(FrameChecksum.of(algorithm), result);
		}
		return (result != framing && yes()) ? Framings.droppingInvalid(result) : result;
	}

	private TcpFraming framing(int kind) {
		return switch (kind) {
			case 0 -> Framings.line(BOUND, LineTerminator.values()[number(0, 3)], yes());
			case 1 -> delimiter(List.of(bytes(1, 3), bytes(1, 3), bytes(1, 3)));
			case 2 -> Framings.lengthField(BOUND, lengthField(), yes());
			case 3 -> Framings.varintLength(BOUND, number(0, 3), number(1, 5), yes());
			case 4 -> Framings.decimalLength(BOUND, number(0, 3), number(1, 10), number(-12, 12), yes());
			case 5 -> Framings.startEnd(BOUND, bytes(1, 3), bytes(1, 3));
			case 6 -> Framings.octetCounting(BOUND, yes());
			case 7 -> Framings.fixedLength(number(1, 20));
			case 8 -> Framings.flag(BOUND, bytes(1, 1)[0]);
			case 9 -> Framings.modbusRtu();
			default -> Framings.between(bytes(0, 3), bytes(0, 3), Framings.lengthField(BOUND, lengthField(), yes()));
		};
	}

	private TcpFraming delimiter(List<byte[]> delimiters) {
		boolean keep = yes();
		boolean unterminated = yes();
		try {
			return Framings.delimiter(BOUND, keep, delimiters, unterminated);
		}
		catch (IllegalArgumentException ex) {
			return Framings.delimiter(BOUND, keep, delimiters.subList(0, 1), unterminated);
		}
	}

	private LengthField lengthField() {
		return new LengthField(number(0, 3), List.of(1, 2, 3, 4, 8).get(number(0, 4)), number(-12, 12),
				yes() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, yes());
	}

	private byte[] bytes(int least, int most) {
		byte[] bytes = new byte[number(least, most)];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) ALPHABET.charAt(number(0, ALPHABET.length() - 1));
		}
		return bytes;
	}

	private boolean yes() {
		return number(0, 1) == 1;
	}

	private int number(int least, int most) {
		return least + this.choice.applyAsInt(most - least + 1);
	}

}
