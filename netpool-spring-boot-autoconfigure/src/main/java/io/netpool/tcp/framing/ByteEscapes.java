package io.netpool.tcp.framing;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Escapes of bytes that must not occur in a frame: each is replaced by an escape byte and
 * a code. Immutable.
 *
 * @since 0.1.0
 */
public final class ByteEscapes {

	private static final int SIZE = 256;

	private static final int NONE = -1;

	/**
	 * For each byte, its escape byte and its code, or {@link #NONE}.
	 */
	private final int[] sequences;

	/**
	 * For each escape byte, the bytes by their codes, or {@link #NONE}.
	 */
	private final short[] @Nullable [] values;

	private ByteEscapes(int[] sequences, short[] @Nullable [] values) {
		this.sequences = sequences;
		this.values = values;
	}

	/**
	 * Create an escape of one byte.
	 * @param value the byte that is replaced
	 * @param escape the escape byte
	 * @param code the byte after the escape byte
	 * @return the escapes
	 */
	public static ByteEscapes of(int value, int escape, int code) {
		int[] sequences = new int[SIZE];
		Arrays.fill(sequences, NONE);
		return new ByteEscapes(sequences, new short[SIZE] @Nullable []).and(value, escape, code);
	}

	/**
	 * Create escapes whose code is the byte itself with some of its bits inverted. When
	 * read, each code is valid.
	 * @param escape the escape byte, which is escaped too
	 * @param mask the bits that are inverted
	 * @param values the other bytes that are replaced
	 * @return the escapes
	 */
	public static ByteEscapes inverting(int escape, int mask, int... values) {
		ByteEscapes escapes = of(escape, escape, escape ^ mask);
		for (int value : values) {
			escapes = escapes.and(value, escape, value ^ mask);
		}
		short[] codes = Objects.requireNonNull(escapes.values[escape & 0xFF]);
		for (int code = 0; code < SIZE; code++) {
			codes[code] = (short) ((code ^ mask) & 0xFF);
		}
		return escapes;
	}

	/**
	 * The escapes of JT/T 808: 0x7E is 0x7D 0x02, and 0x7D is 0x7D 0x01.
	 * @return the escapes
	 */
	public static ByteEscapes jt808() {
		return of(0x7E, 0x7D, 0x02).and(0x7D, 0x7D, 0x01);
	}

	/**
	 * The escapes of SLIP (RFC 1055): 0xC0 is 0xDB 0xDC, and 0xDB is 0xDB 0xDD.
	 * @return the escapes
	 */
	public static ByteEscapes slip() {
		return of(0xC0, 0xDB, 0xDC).and(0xDB, 0xDB, 0xDD);
	}

	/**
	 * The escapes of HDLC in octets (RFC 1662): 0x7E is 0x7D 0x5E, and 0x7D is 0x7D 0x5D.
	 * When read, any other byte may be escaped as well, such as control characters.
	 * @return the escapes
	 */
	public static ByteEscapes hdlc() {
		return inverting(0x7D, 0x20, 0x7E);
	}

	/**
	 * Add an escape.
	 * @param value the byte that is replaced
	 * @param escape the escape byte
	 * @param code the byte after the escape byte
	 * @return these escapes and this one
	 * @throws IllegalArgumentException if the byte has an escape already, or the code
	 * another byte
	 */
	public ByteEscapes and(int value, int escape, int code) {
		int[] newSequences = this.sequences.clone();
		short[] @Nullable [] newValues = new short[SIZE] @Nullable [];
		for (int i = 0; i < SIZE; i++) {
			newValues[i] = (this.values[i] != null) ? this.values[i].clone() : null;
		}
		short[] codes = newValues[escape & 0xFF];
		if (codes == null) {
			codes = new short[SIZE];
			Arrays.fill(codes, (short) NONE);
			newValues[escape & 0xFF] = codes;
		}
		if (newSequences[value & 0xFF] != NONE || codes[code & 0xFF] != NONE) {
			throw new IllegalArgumentException("%s has two escapes, or %s %s is the escape of two bytes"
				.formatted(hex(value), hex(escape), hex(code)));
		}
		newSequences[value & 0xFF] = (escape & 0xFF) << Byte.SIZE | code & 0xFF;
		codes[code & 0xFF] = (short) (value & 0xFF);
		return new ByteEscapes(newSequences, newValues);
	}

	/**
	 * Checks that what is encoded can be decoded, and has none of the escaped bytes.
	 */
	ByteEscapes complete() {
		for (int value = 0; value < SIZE; value++) {
			if (this.sequences[value] == NONE) {
				if (this.values[value] != null) {
					throw new IllegalArgumentException("the escape byte " + hex(value) + " has no escape itself");
				}
			}
			else if (this.sequences[this.sequences[value] & 0xFF] != NONE) {
				throw new IllegalArgumentException("the code " + hex(this.sequences[value]) + " of " + hex(value)
						+ " is itself a byte that is escaped");
			}
		}
		return this;
	}

	private static String hex(int value) {
		return "0x%02X".formatted(value & 0xFF);
	}

	/**
	 * Replaces the escapes in a part of an array by the bytes they mean.
	 * @return the new end of the part, -1 if there is an escape that means nothing
	 */
	int decode(byte[] bytes, int from, int to) {
		int read = from;
		while (read < to && this.values[bytes[read] & 0xFF] == null) {
			read++;
		}
		int written = read;
		while (read < to) {
			short[] codes = this.values[bytes[read] & 0xFF];
			int value = bytes[read++];
			if (codes != null) {
				value = (read < to) ? codes[bytes[read++] & 0xFF] : NONE;
				if (value == NONE) {
					return -1;
				}
			}
			bytes[written++] = (byte) value;
		}
		return written;
	}

	/**
	 * Replaces bytes by their escapes.
	 * @return a new array, or the same one if there is nothing to replace
	 */
	byte[] encode(byte[] bytes) {
		int escaped = 0;
		for (byte value : bytes) {
			escaped += (this.sequences[value & 0xFF] != NONE) ? 1 : 0;
		}
		if (escaped == 0) {
			return bytes;
		}
		byte[] encoded = new byte[Math.addExact(bytes.length, escaped)];
		int written = 0;
		for (byte value : bytes) {
			int sequence = this.sequences[value & 0xFF];
			if (sequence != NONE) {
				encoded[written++] = (byte) (sequence >>> Byte.SIZE);
			}
			encoded[written++] = (byte) ((sequence != NONE) ? sequence : value);
		}
		return encoded;
	}

}
