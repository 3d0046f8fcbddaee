package io.netpool.tcp.autoconfigure;

import java.nio.ByteOrder;

/**
 * The order of a number's bytes.
 */
enum Endianness {

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

	ByteOrder order() {
		return this.order;
	}

}
