package io.netpool.tcp;

/**
 * Output to which a {@link TcpFraming} writes a frame. It takes any number of bytes, and
 * does not keep the arrays that it is given. Not thread-safe.
 *
 * @since 0.1.0
 */
public interface FrameOutput {

	/**
	 * Write one byte.
	 * @param value the byte, in the lowest eight bits
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
	 * @param offset the index of the first byte
	 * @param length the number of bytes
	 */
	void write(byte[] bytes, int offset, int length);

}
