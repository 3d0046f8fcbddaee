package io.netpool.tcp.framing;

/**
 * A cyclic redundancy check of 16 bits, computed a byte at a time with a table.
 */
final class Crc16 {

	static final Crc16 CCITT_FALSE = new Crc16(0x1021, false, 0);

	static final Crc16 X25 = new Crc16(0x8408, true, 0xFFFF);

	static final Crc16 MODBUS = new Crc16(0xA001, true, 0);

	private static final int SIZE = 256;

	private static final int INITIAL = 0xFFFF;

	private final char[] table = new char[SIZE];

	private final boolean reflected;

	private final int inverted;

	/**
	 * Creates a check.
	 * @param polynomial the polynomial, its bits reversed if {@code reflected}
	 * @param reflected whether the lowest bit comes first
	 * @param inverted the bits that are inverted in the result
	 */
	private Crc16(int polynomial, boolean reflected, int inverted) {
		this.reflected = reflected;
		this.inverted = inverted;
		for (int i = 0; i < SIZE; i++) {
			this.table[i] = (char) (reflected ? reflectedEntry(i, polynomial) : entry(i, polynomial));
		}
	}

	private static int entry(int index, int polynomial) {
		int value = index << Byte.SIZE;
		for (int bit = 0; bit < Byte.SIZE; bit++) {
			value = ((value & 0x8000) != 0) ? value << 1 ^ polynomial : value << 1;
		}
		return value;
	}

	private static int reflectedEntry(int index, int polynomial) {
		int value = index;
		for (int bit = 0; bit < Byte.SIZE; bit++) {
			value = ((value & 1) != 0) ? value >>> 1 ^ polynomial : value >>> 1;
		}
		return value;
	}

	int compute(byte[] bytes, int from, int to) {
		int crc = INITIAL;
		for (int i = from; i < to; i++) {
			crc = this.reflected ? crc >>> Byte.SIZE ^ this.table[(crc ^ bytes[i]) & 0xFF]
					: (crc << Byte.SIZE ^ this.table[(crc >>> Byte.SIZE ^ bytes[i]) & 0xFF]) & 0xFFFF;
		}
		return crc ^ this.inverted;
	}

}
