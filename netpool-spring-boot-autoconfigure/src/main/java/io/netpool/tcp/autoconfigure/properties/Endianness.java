package io.netpool.tcp.autoconfigure.properties;

import java.nio.ByteOrder;

/**
 * Byte order of a number.
 */
public enum Endianness {

	/**
	 * Most significant byte first, as in network byte order.
	 */
	BIG_ENDIAN(ByteOrder.BIG_ENDIAN),

	/**
	 * Least significant byte first.
	 */
	LITTLE_ENDIAN(ByteOrder.LITTLE_ENDIAN);

	private final ByteOrder order;

	Endianness(ByteOrder order) {
		this.order = order;
	}

	public ByteOrder order() {
		return this.order;
	}

}
