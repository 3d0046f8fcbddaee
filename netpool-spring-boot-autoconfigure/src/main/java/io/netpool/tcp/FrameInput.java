package io.netpool.tcp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Bytes from which a {@link TcpFraming} decodes frames. Index 0 is the first byte of the
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

	private @Nullable Object message;

	private int dropped;

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
	 * Reset to other bytes, as if newly created.
	 * @param bytes the array; it is not copied
	 * @param start index of the first byte
	 * @param end index after the last byte
	 */
	public void reset(byte[] bytes, int start, int end) {
		Objects.checkFromToIndex(start, end, bytes.length);
		this.bytes = bytes;
		this.start = start;
		this.end = end;
		this.dropped = 0;
		clear();
	}

	/**
	 * Return the number of bytes, from the first byte of the next frame.
	 * @return the number of bytes
	 */
	public int length() {
		return this.end - this.start;
	}

	/**
	 * Change the number of bytes: hide the last ones from another framing, or show them
	 * again. A framing that hides bytes has to show them before it returns, and no more
	 * than there were.
	 * @param length the number of bytes, from the first byte of the next frame
	 * @throws IndexOutOfBoundsException if the array has fewer
	 * @since 0.1.0
	 */
	public void limit(int length) {
		this.end = Objects.checkFromIndexSize(this.start, length, this.bytes.length) + length;
	}

	/**
	 * Return a byte.
	 * @param index the index
	 * @return the byte
	 * @throws IndexOutOfBoundsException if there is no byte at the index
	 */
	public byte get(int index) {
		return this.bytes[this.start + Objects.checkIndex(index, length())];
	}

	/**
	 * Find a byte.
	 * @param value the byte
	 * @param from the index to start from
	 * @return the index of its first occurrence at or after {@code from}, or -1
	 */
	public int indexOf(byte value, int from) {
		byte[] array = this.bytes;
		int i = this.start + Objects.checkFromToIndex(from, length(), length());
		int last = this.end;
		long pattern = (value & 0xFFL) * ONES;
		// eight bytes at a time: a byte of the difference is zero where the value is
		// (Hacker's Delight, 6-1). Only the lowest hit is exact, and only it is used
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
	 * Copy bytes into a new array.
	 * @param from the index of the first byte
	 * @param to the index after the last byte
	 * @return the new array
	 */
	public byte[] copy(int from, int to) {
		Objects.checkFromToIndex(from, to, length());
		byte[] copy = new byte[to - from];
		System.arraycopy(this.bytes, this.start + from, copy, 0, copy.length);
		return copy;
	}

	/**
	 * Return the index that an earlier call for the same frame has set with
	 * {@link #searched(int)}. A framing that starts from it, not from 0, reads each byte
	 * once, even if a long frame arrives in many pieces.
	 * @return the index, 0 for a new frame
	 */
	public int searched() {
		return this.searched;
	}

	/**
	 * Set the index from which the next call for the same frame should start. To be
	 * called when the frame is not complete.
	 * @param index the index
	 */
	public void searched(int index) {
		this.searched = Objects.checkIndex(index, length() + 1);
	}

	/**
	 * Set the position of the frame.
	 * @param payloadStart the index of the payload's first byte
	 * @param payloadEnd the index after the payload's last byte
	 * @param frameEnd the index after the frame's last byte, at least 1
	 */
	public void frame(int payloadStart, int payloadEnd, int frameEnd) {
		if (payloadStart < 0 || payloadEnd < payloadStart || frameEnd < payloadEnd || frameEnd < 1
				|| frameEnd > length()) {
			throw new IndexOutOfBoundsException("frame(" + payloadStart + ", " + payloadEnd + ", " + frameEnd
					+ ") is not within " + length() + " bytes");
		}
		this.payloadStart = payloadStart;
		this.payloadEnd = payloadEnd;
		this.frameEnd = frameEnd;
	}

	/**
	 * Set the length of the frame, and the message that was parsed from it. Handlers get
	 * the message in place of a payload.
	 * @param frameEnd the index after the frame's last byte, at least 1
	 * @param message the message, of the {@link TcpFraming#messageType() message type} of
	 * the framing. It must not refer to {@link #array()}
	 */
	public void frame(int frameEnd, Object message) {
		frame(0, frameEnd, frameEnd);
		this.message = message;
	}

	/**
	 * Return the message that was parsed from the frame.
	 * @return the message, {@code null} if the frame has a payload
	 */
	public @Nullable Object message() {
		return this.message;
	}

	/**
	 * Return the length of the frame.
	 * @return the number of bytes, 0 if its position is not set
	 */
	public int frameLength() {
		return this.frameEnd;
	}

	/**
	 * Drop the frame: advance to the byte after it, which becomes index 0, and count it.
	 * A framing does so with a frame that is invalid, but does not prevent it from
	 * finding the next one.
	 * @throws IllegalStateException if the position of the frame is not set
	 */
	public void drop() {
		advance();
		this.dropped++;
	}

	/**
	 * Return how many frames were dropped since the input was created or reset.
	 * @return the number of frames
	 */
	public int dropped() {
		return this.dropped;
	}

	/**
	 * Return the array with the bytes.
	 * @return the array itself, not a copy
	 */
	public byte[] array() {
		return this.bytes;
	}

	/**
	 * Return the index in {@link #array()} of the first byte of the next frame.
	 * @return the index in the array
	 */
	public int arrayOffset() {
		return this.start;
	}

	/**
	 * Return the start of the payload, as set by {@link #frame(int, int, int)}.
	 * @return the index of the payload's first byte
	 */
	public int payloadStart() {
		return this.payloadStart;
	}

	/**
	 * Return the length of the payload.
	 * @return the number of bytes
	 */
	public int payloadLength() {
		return this.payloadEnd - this.payloadStart;
	}

	/**
	 * Advance to the byte after the frame, which becomes index 0.
	 * @throws IllegalStateException if {@link #frame(int, int, int)} was not called
	 */
	public void advance() {
		if (this.frameEnd == 0) {
			throw new IllegalStateException("TcpFraming.next returned true without a call of FrameInput.frame before");
		}
		this.start += this.frameEnd;
		clear();
	}

	private void clear() {
		this.searched = 0;
		this.payloadStart = 0;
		this.payloadEnd = 0;
		this.frameEnd = 0;
		if (this.message != null) {
			this.message = null;
		}
	}

}
