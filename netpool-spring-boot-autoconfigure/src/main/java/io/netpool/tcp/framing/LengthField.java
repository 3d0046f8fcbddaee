package io.netpool.tcp.framing;

import java.nio.ByteOrder;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;

/**
 * Length field of a fixed size in the header of a frame.
 *
 * @param offset the number of bytes before the length field
 * @param size the size of the length field in bytes: 1, 2, 3, 4 or 8. The length is
 * unsigned
 * @param adjustment the number added to the length to get the number of bytes after the
 * length field: negative if the length counts bytes of the header, positive if it leaves
 * out bytes of the body
 * @param byteOrder the byte order of the length field
 * @param includesItself whether the length counts the bytes of the length field, in
 * addition to {@code adjustment}
 * @since 0.1.0
 */
public record LengthField(int offset, int size, int adjustment, ByteOrder byteOrder, boolean includesItself) {

	/**
	 * Create a length field.
	 * @param offset the number of bytes before the length field
	 * @param size the size of the length field in bytes
	 * @param adjustment the number added to the length
	 * @param byteOrder the byte order of the length field
	 * @param includesItself whether the length counts the bytes of the length field
	 * @throws IllegalArgumentException if {@code offset} is negative, or {@code size} is
	 * not 1, 2, 3, 4 or 8
	 */
	public LengthField {
		if (offset < 0) {
			throw new IllegalArgumentException("offset is " + offset + ", which is less than 0");
		}
		if (size != 1 && size != 2 && size != 3 && size != 4 && size != 8) {
			throw new IllegalArgumentException("size is " + size + ", which is not 1, 2, 3, 4 or 8");
		}
	}

	/**
	 * Create a big-endian length field at the beginning of the frame, which counts the
	 * bytes after it.
	 * @param size the size of the length field in bytes: 1, 2, 3, 4 or 8
	 * @return the length field
	 */
	public static LengthField ofSize(int size) {
		return new LengthField(0, size, 0, ByteOrder.BIG_ENDIAN, false);
	}

	LengthPrefix prefix() {
		return new Prefix(this);
	}

	/**
	 * The number of bytes that the length counts although they are not part of the body.
	 */
	private long counted() {
		return (this.includesItself ? this.size : 0) - (long) this.adjustment;
	}

	private int shift(int index) {
		return Byte.SIZE * ((this.byteOrder == ByteOrder.BIG_ENDIAN) ? this.size - 1 - index : index);
	}

	private record Prefix(LengthField field) implements LengthPrefix {

		@Override
		public int offset() {
			return this.field.offset;
		}

		@Override
		public LengthPrefix after(int bytes) {
			return new LengthField(this.field.offset + bytes, this.field.size, this.field.adjustment,
					this.field.byteOrder, this.field.includesItself)
				.prefix();
		}

		@Override
		public int headerEnd(FrameInput input) {
			return (input.length() - this.field.offset < this.field.size) ? 0 : this.field.offset + this.field.size;
		}

		@Override
		public long bodyLength(FrameInput input, int headerEnd) {
			long value = 0;
			for (int i = 0; i < this.field.size; i++) {
				value |= (input.get(this.field.offset + i) & 0xFFL) << this.field.shift(i);
			}
			// so that the difference does not overflow
			return (value < 0) ? -1 : Math.min(value, Long.MAX_VALUE / 2) - this.field.counted();
		}

		@Override
		public void write(int bodyLength, FrameOutput output) throws TcpFramingException {
			long value = bodyLength + this.field.counted();
			boolean fits = this.field.size == Long.BYTES || value >>> (Byte.SIZE * this.field.size) == 0;
			if (value < 0 || !fits) {
				throw new TcpFramingException("Length " + value + " of a body of " + bodyLength
						+ " bytes does not fit into a length field of " + this.field.size + " bytes");
			}
			for (int i = 0; i < this.field.size; i++) {
				output.write((int) (value >>> this.field.shift(i)));
			}
		}

	}

}
