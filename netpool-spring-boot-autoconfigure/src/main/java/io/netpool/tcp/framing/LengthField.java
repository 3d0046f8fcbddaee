package io.netpool.tcp.framing;

import java.nio.ByteOrder;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFramingException;

/**
 * A length of a fixed size in the header of a frame. With everything at its default, it
 * says how many bytes follow it.
 *
 * @param offset how many bytes of the frame come before it
 * @param size of how many bytes it is: 1, 2, 3, 4 or 8; they are unsigned
 * @param adjustment what to add to it to know how many bytes follow it: negative if it
 * counts bytes of the header, positive if it leaves some out
 * @param byteOrder the order of its bytes
 * @param includesItself whether it counts its own {@code size} bytes; they count apart
 * from {@code adjustment}
 * @since 0.1.0
 */
public record LengthField(int offset, int size, int adjustment, ByteOrder byteOrder, boolean includesItself) {

	/**
	 * Create a description of a length field.
	 * @param offset how many bytes of the frame come before it
	 * @param size of how many bytes it is
	 * @param adjustment what to add to it to know how many bytes follow it
	 * @param byteOrder the order of its bytes
	 * @param includesItself whether it counts its own bytes
	 * @throws IllegalArgumentException if it describes none
	 */
	public LengthField {
		if (offset < 0) {
			throw new IllegalArgumentException(
					"netpool.tcp.framing.length-field.offset is " + offset + "; it has to be 0 or more bytes");
		}
		if (size != 1 && size != 2 && size != 3 && size != 4 && size != 8) {
			throw new IllegalArgumentException(
					"netpool.tcp.framing.length-field.size is " + size + "; it has to be 1, 2, 3, 4 or 8 bytes");
		}
	}

	/**
	 * A length in big-endian order at the beginning of the frame, which counts what
	 * follows it.
	 * @param size of how many bytes it is: 1, 2, 3, 4 or 8
	 * @return the description
	 */
	public static LengthField ofSize(int size) {
		return new LengthField(0, size, 0, ByteOrder.BIG_ENDIAN, false);
	}

	LengthPrefix prefix() {
		return new Prefix(this);
	}

	/**
	 * What is not part of the body, though the length counts it.
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
		public int headerEnd(FrameInput input) {
			return (input.length() - this.field.offset < this.field.size) ? 0 : this.field.offset + this.field.size;
		}

		@Override
		public long bodyLength(FrameInput input, int headerEnd) {
			long value = 0;
			for (int i = 0; i < this.field.size; i++) {
				value |= (input.get(this.field.offset + i) & 0xFFL) << this.field.shift(i);
			}
			// a long holds the difference of any length that is not itself impossible
			return (value < 0) ? -1 : Math.min(value, Long.MAX_VALUE / 2) - this.field.counted();
		}

		@Override
		public void write(int bodyLength, FrameOutput output) throws TcpFramingException {
			long value = bodyLength + this.field.counted();
			boolean fits = this.field.size == Long.BYTES || value >>> (Byte.SIZE * this.field.size) == 0;
			if (value < 0 || !fits) {
				throw new TcpFramingException("A body of " + bodyLength + " bytes has the length " + value
						+ ", which does not fit into netpool.tcp.framing.length-field.size (" + this.field.size
						+ " bytes)");
			}
			for (int i = 0; i < this.field.size; i++) {
				output.write((int) (value >>> this.field.shift(i)));
			}
		}

	}

}
