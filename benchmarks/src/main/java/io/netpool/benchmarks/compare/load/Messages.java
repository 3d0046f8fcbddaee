package io.netpool.benchmarks.compare.load;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Lines of a fixed size. Each has the number of its connection, its own number and a
 * filler that depends on both, so that a message of another connection or position
 * differs from the expected one.
 */
final class Messages {

	private static final int NUMBERS = 2 * 2 * Integer.BYTES;

	private static final int SMALLEST = NUMBERS + 8;

	private static final int FILLERS = 4096;

	private static final short[] HEX = hex();

	private final int size;

	private final ByteBuffer filler;

	Messages(int size) {
		if (size < SMALLEST) {
			throw new IllegalArgumentException("A message has " + size + " bytes; it has to have " + SMALLEST
					+ " or more, to hold two numbers and a filler");
		}
		this.size = size;
		this.filler = ByteBuffer.allocateDirect(FILLERS + size);
		// fixed seed: the same in every run
		Random random = new Random(42);
		while (this.filler.hasRemaining()) {
			this.filler.put((byte) (' ' + random.nextInt('~' - ' ' + 1)));
		}
	}

	private static short[] hex() {
		short[] hex = new short[256];
		for (int i = 0; i < hex.length; i++) {
			hex[i] = (short) (Character.forDigit(i >> 4, 16) << Byte.SIZE | Character.forDigit(i & 15, 16));
		}
		return hex;
	}

	int size() {
		return this.size;
	}

	/**
	 * Writes one message at an index.
	 */
	void write(ByteBuffer target, int index, int connection, int number) {
		number(target, index, connection);
		number(target, index + NUMBERS / 2, number);
		target.put(index + NUMBERS, this.filler, filler(connection, number), this.size - NUMBERS - 1);
		target.put(index + this.size - 1, (byte) '\n');
	}

	private static void number(ByteBuffer target, int index, int value) {
		for (int i = 0; i < Integer.BYTES; i++) {
			target.putShort(index + 2 * i, HEX[(value >>> (Byte.SIZE * (Integer.BYTES - 1 - i))) & 0xFF]);
		}
	}

	private static int filler(int connection, int number) {
		return ((connection * 0x9E3779B1 + number * 0x85EBCA77) >>> 8) % FILLERS;
	}

}
