package io.netpool.tcp.framing;

/**
 * Algorithm of a checksum.
 *
 * @since 0.1.0
 */
public enum ChecksumAlgorithm {

	/**
	 * Exclusive or of all bytes, as in JT/T 808.
	 */
	XOR(1) {

		@Override
		int compute(byte[] bytes, int from, int to) {
			int value = 0;
			for (int i = from; i < to; i++) {
				value ^= bytes[i];
			}
			return value & 0xFF;
		}

	},

	/**
	 * Sum of all bytes, modulo 256.
	 */
	SUM_8(1) {

		@Override
		int compute(byte[] bytes, int from, int to) {
			return sum(bytes, from, to) & 0xFF;
		}

	},

	/**
	 * Negative sum of all bytes, modulo 256, as in Modbus ASCII. Some protocols call the
	 * exclusive or of all bytes an LRC: that is {@link #XOR}.
	 */
	LRC(1) {

		@Override
		int compute(byte[] bytes, int from, int to) {
			return -sum(bytes, from, to) & 0xFF;
		}

	},

	/**
	 * CRC-16 with polynomial 0x1021 and initial value 0xFFFF.
	 */
	CRC_16_CCITT_FALSE(2) {

		@Override
		int compute(byte[] bytes, int from, int to) {
			return Crc16.CCITT_FALSE.compute(bytes, from, to);
		}

	},

	/**
	 * CRC-16 of ITU-T X.25 and the FCS-16 of HDLC (RFC 1662): polynomial 0x1021 with the
	 * lowest bit first, initial value 0xFFFF, inverted. Trackers such as GT06 call it
	 * CRC-ITU.
	 */
	CRC_16_X25(2) {

		@Override
		int compute(byte[] bytes, int from, int to) {
			return Crc16.X25.compute(bytes, from, to);
		}

	},

	/**
	 * CRC-16 of Modbus RTU: polynomial 0x8005 with the lowest bit first, and initial
	 * value 0xFFFF.
	 */
	CRC_16_MODBUS(2) {

		@Override
		int compute(byte[] bytes, int from, int to) {
			return Crc16.MODBUS.compute(bytes, from, to);
		}

	};

	private final int size;

	ChecksumAlgorithm(int size) {
		this.size = size;
	}

	/**
	 * Return the size of the checksum.
	 * @return the number of bytes
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Compute the checksum of a part of an array.
	 */
	abstract int compute(byte[] bytes, int from, int to);

	private static int sum(byte[] bytes, int from, int to) {
		int sum = 0;
		for (int i = from; i < to; i++) {
			sum += bytes[i];
		}
		return sum;
	}

}
