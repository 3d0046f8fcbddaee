package io.netpool.tcp.framing;

import java.nio.ByteOrder;

/**
 * Checksum at the end of the payload of each frame.
 *
 * @param algorithm the algorithm
 * @param byteOrder the byte order of the checksum
 * @param scope the part of the frame that it covers
 * @since 0.1.0
 */
public record FrameChecksum(ChecksumAlgorithm algorithm, ByteOrder byteOrder, ChecksumScope scope) {

	/**
	 * Create a big-endian checksum of the payload.
	 * @param algorithm the algorithm
	 * @return the checksum
	 */
	public static FrameChecksum of(ChecksumAlgorithm algorithm) {
		return new FrameChecksum(algorithm, ByteOrder.BIG_ENDIAN, ChecksumScope.PAYLOAD);
	}

	/**
	 * Return this checksum in little-endian byte order.
	 * @return the checksum
	 */
	public FrameChecksum littleEndian() {
		return new FrameChecksum(this.algorithm, ByteOrder.LITTLE_ENDIAN, this.scope);
	}

	/**
	 * Return this checksum of another part of the frame.
	 * @param scope the part
	 * @return the checksum
	 */
	public FrameChecksum covering(ChecksumScope scope) {
		return new FrameChecksum(this.algorithm, this.byteOrder, scope);
	}

	int size() {
		return this.algorithm.size();
	}

	/**
	 * Whether the checksum of a part of an array follows it.
	 */
	boolean follows(byte[] bytes, int from, int to) {
		int checksum = this.algorithm.compute(bytes, from, to);
		for (int i = 0; i < size(); i++) {
			if (bytes[to + i] != (byte) (checksum >>> shift(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Write the checksum of a part of an array after it.
	 */
	void append(byte[] bytes, int from, int to) {
		int checksum = this.algorithm.compute(bytes, from, to);
		for (int i = 0; i < size(); i++) {
			bytes[to + i] = (byte) (checksum >>> shift(i));
		}
	}

	private int shift(int index) {
		return Byte.SIZE * ((this.byteOrder == ByteOrder.BIG_ENDIAN) ? size() - 1 - index : index);
	}

}
