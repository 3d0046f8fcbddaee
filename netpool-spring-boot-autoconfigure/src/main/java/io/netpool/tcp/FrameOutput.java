package io.netpool.tcp;

/**
 * Where a {@link TcpFraming} writes a frame. It takes any number of bytes and keeps no
 * array that it is given. Not thread-safe.
 *
 * @since 0.1.0
 */
public interface FrameOutput {

	/**
	 * Write one byte.
	 * @param value the byte, its lowest eight bits
	 */
	void write(int value);

	/**
	 * Write all bytes of an array.
	 * @param bytes the bytes
	 */
	default void write(byte[] bytes) {
		write(bytes, 0, bytes.length);
	}

	/**
	 * Write a part of an array.
	 * @param bytes the array
	 * @param offset index of the first byte
	 * @param length how many bytes
	 */
	void write(byte[] bytes, int offset, int length);

}
