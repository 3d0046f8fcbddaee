package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;

/**
 * A length of variable size, as in Protocol Buffers and MQTT: seven bits per byte, the
 * lowest first, and a high bit if more bytes follow (unsigned LEB128).
 *
 * @param offset the number of bytes before it
 * @param maxSize the maximum number of its bytes
 */
record VarintPrefix(int offset, int maxSize) implements LengthPrefix {

	/**
	 * As many as a length of 32 bits needs.
	 */
	static final int LARGEST_MAX_SIZE = 5;

	@Override
	public LengthPrefix after(int bytes) {
		return new VarintPrefix(this.offset + bytes, this.maxSize);
	}

	@Override
	public int headerEnd(FrameInput input) throws TcpFramingException {
		for (int i = 0; i < this.maxSize; i++) {
			if (input.length() - this.offset <= i) {
				return 0;
			}
			if (input.get(this.offset + i) >= 0) {
				return this.offset + i + 1;
			}
		}
		throw new TcpFramingException("Variable-length integer is longer than " + this.maxSize + " bytes");
	}

	@Override
	public long bodyLength(FrameInput input, int headerEnd) {
		long length = 0;
		for (int i = headerEnd - 1; i >= this.offset; i--) {
			length = length << 7 | input.get(i) & 0x7F;
		}
		return length;
	}

	@Override
	public void write(int bodyLength, FrameOutput output) throws TcpFramingException {
		if ((long) bodyLength >>> 7 * this.maxSize != 0) {
			throw new TcpFramingException("Length of a body of " + bodyLength
					+ " bytes does not fit into a variable-length integer of " + this.maxSize + " bytes");
		}
		int left = bodyLength;
		while (left > 0x7F) {
			output.write(left & 0x7F | 0x80);
			left >>>= 7;
		}
		output.write(left);
	}

}
