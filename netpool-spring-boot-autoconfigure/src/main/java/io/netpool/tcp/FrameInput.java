package io.netpool.tcp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The bytes a {@link TcpFraming} cuts frames out of. Index 0 is the first byte of the
 * next frame. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class FrameInput {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private byte[] bytes;

	private int start;

	private int end;

	private int searched;

	private int payloadStart;

	private int payloadEnd;

	private int frameEnd;

	/**
	 * Create an input over an array.
	 * @param bytes the array; it is not copied
	 * @param start index of the first byte
	 * @param end index after the last byte
	 */
	public FrameInput(byte[] bytes, int start, int end) {
		this.bytes = bytes;
		reset(bytes, start, end);
	}

	/**
	 * Go to other bytes, as if newly created.
	 * @param bytes the array; it is not copied
	 * @param start index of the first byte
	 * @param end index after the last byte
	 */
	public void reset(byte[] bytes, int start, int end) {
		Objects.checkFromToIndex(start, end, bytes.length);
		this.bytes = bytes;
		this.start = start;
		this.end = end;
		forget();
	}

	/**
	 * How many bytes are here.
	 * @return the number of bytes from the first byte of the next frame
	 */
	public int length() {
		return this.end - this.start;
	}

	/**
	 * One byte.
	 * @param index its index
	 * @return the byte
	 * @throws IndexOutOfBoundsException if there is no byte at this index
	 */
	public byte get(int index) {
		return this.bytes[this.start + Objects.checkIndex(index, length())];
	}

	/**
	 * Find a byte.
	 * @param value the byte
	 * @param from the index to begin at
	 * @return the index of its first occurrence from there, or -1
	 */
	public int indexOf(byte value, int from) {
		byte[] array = this.bytes;
		int i = this.start + Objects.checkFromToIndex(from, length(), length());
		int last = this.end;
		long pattern = (value & 0xFFL) * ONES;
		// eight bytes at a time: a byte of the difference is zero where the value is
		// (Hacker's Delight, 6-1); only the lowest hit is exact, and it is the one wanted
		for (; i <= last - Long.BYTES; i += Long.BYTES) {
			long difference = ((long) LONGS.get(array, i)) ^ pattern;
			long hits = (difference - ONES) & ~difference & HIGH_BITS;
			if (hits != 0) {
				return i + (Long.numberOfTrailingZeros(hits) >>> 3) - this.start;
			}
		}
		for (; i < last; i++) {
			if (array[i] == value) {
				return i - this.start;
			}
		}
		return -1;
	}

	/**
	 * Copy bytes out.
	 * @param from the first index
	 * @param to the index after the last
	 * @return a new array
	 */
	public byte[] copy(int from, int to) {
		Objects.checkFromToIndex(from, to, length());
		byte[] copy = new byte[to - from];
		System.arraycopy(this.bytes, this.start + from, copy, 0, copy.length);
		return copy;
	}

	/**
	 * How far an earlier call for the same frame has searched, as it said with
	 * {@link #searched(int)}. A framing that begins there, and not at 0, looks at each
	 * byte once, also when a long frame arrives in many pieces.
	 * @return an index, 0 for a new frame
	 */
	public int searched() {
		return this.searched;
	}

	/**
	 * Remember, before saying that the frame is not whole, how far it was searched.
	 * @param index the index to begin at next time
	 */
	public void searched(int index) {
		this.searched = Objects.checkIndex(index, length() + 1);
	}

	/**
	 * Say where the frame lies.
	 * @param payloadStart index of the payload's first byte
	 * @param payloadEnd index after the payload's last byte
	 * @param frameEnd index after the frame's last byte, at least 1
	 */
	public void frame(int payloadStart, int payloadEnd, int frameEnd) {
		if (payloadStart < 0 || payloadEnd < payloadStart || frameEnd < payloadEnd || frameEnd < 1
				|| frameEnd > length()) {
			throw new IndexOutOfBoundsException("frame(" + payloadStart + ", " + payloadEnd + ", " + frameEnd
					+ ") does not lie in " + length() + " bytes");
		}
		this.payloadStart = payloadStart;
		this.payloadEnd = payloadEnd;
		this.frameEnd = frameEnd;
	}

	/**
	 * The array behind this input.
	 * @return the array itself
	 */
	public byte[] array() {
		return this.bytes;
	}

	/**
	 * Where in {@link #array()} index 0 lies.
	 * @return an index of the array
	 */
	public int arrayOffset() {
		return this.start;
	}

	/**
	 * Where the payload of the frame begins.
	 * @return an index of this input, as told by {@link #frame(int, int, int)}
	 */
	public int payloadStart() {
		return this.payloadStart;
	}

	/**
	 * How long the payload of the frame is.
	 * @return a number of bytes
	 */
	public int payloadLength() {
		return this.payloadEnd - this.payloadStart;
	}

	/**
	 * Go to the byte behind the frame, which becomes index 0.
	 * @throws IllegalStateException if no frame was told since the last one
	 */
	public void advance() {
		if (this.frameEnd == 0) {
			throw new IllegalStateException("A framing said that there is a frame, and did not say where: "
					+ "it has to call FrameInput.frame before it returns true");
		}
		this.start += this.frameEnd;
		forget();
	}

	private void forget() {
		this.searched = 0;
		this.payloadStart = 0;
		this.payloadEnd = 0;
		this.frameEnd = 0;
	}

}
