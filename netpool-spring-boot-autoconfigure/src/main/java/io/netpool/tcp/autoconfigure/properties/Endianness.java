package io.netpool.tcp.autoconfigure.properties;

import java.nio.ByteOrder;

/**
 * The order of a number's bytes.
 */
public enum Endianness {

	/**
	 * The most significant byte comes first: the order of networks.
	 */
	BIG_ENDIAN(ByteOrder.BIG_ENDIAN),

	/**
	 * The least significant byte comes first.
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
