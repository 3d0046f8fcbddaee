package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;

/**
 * A length of a fixed number of decimal digits in ASCII, such as {@code 0042}.
 *
 * @param offset the number of bytes before it
 * @param digits the number of digits
 * @param adjustment the number added to the length to get the number of bytes after it
 */
record DecimalPrefix(int offset, int digits, long adjustment) implements LengthPrefix {

	/**
	 * As many as a length of 32 bits needs.
	 */
	static final int MAX_DIGITS = 10;

	@Override
	public LengthPrefix after(int bytes) {
		return new DecimalPrefix(this.offset + bytes, this.digits, this.adjustment);
	}

	@Override
	public int headerEnd(FrameInput input) {
		return (input.length() - this.offset < this.digits) ? 0 : this.offset + this.digits;
	}

	@Override
	public long bodyLength(FrameInput input, int headerEnd) throws TcpFramingException {
		long value = 0;
		for (int i = this.offset; i < headerEnd; i++) {
			int digit = input.get(i) - '0';
			if (digit < 0 || digit > 9) {
				throw new TcpFramingException(
						"Length of a frame does not consist of " + this.digits + " decimal digits");
			}
			value = 10 * value + digit;
		}
		return value + this.adjustment;
	}

	@Override
	public byte zero() {
		return '0';
	}

	@Override
	public void write(int bodyLength, FrameOutput output) throws TcpFramingException {
		long value = bodyLength - this.adjustment;
		long unit = 1;
		for (int i = 1; i < this.digits; i++) {
			unit *= 10;
		}
		if (value < 0 || value / unit > 9) {
			throw new TcpFramingException("Length " + value + " of a body of " + bodyLength
					+ " bytes does not fit into a length field of " + this.digits + " decimal digits");
		}
		for (; unit > 0; unit /= 10) {
			output.write((int) ('0' + value / unit % 10));
		}
	}

}
