package io.netpool.tcp.framing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Frames that end with a delimiter. A frame ends as soon as one of the delimiters is
 * complete; if several end with the same byte, the longest one counts. So no frame waits
 * for the bytes after its delimiter, and the result does not depend on the pieces in
 * which bytes arrive. A frame that is written gets the delimiter of the frame that was
 * read last, or else the first delimiter.
 * <p>
 * The search finds the last byte of a delimiter, and then compares backwards.
 */
final class DelimiterFraming implements TcpFraming {

	private static final int SEVERAL = -1;

	private final int maxLength;

	private final boolean keep;

	private final byte[] first;

	private final byte[][] longestFirst;

	private final int lastByte;

	private byte[] current;

	DelimiterFraming(int maxLength, List<byte[]> delimiters, boolean keep) {
		this(maxLength, keep, delimiters.get(0),
				delimiters.stream()
					.sorted(Comparator.comparingInt((byte[] delimiter) -> delimiter.length).reversed())
					.toArray(byte[][]::new));
	}

	private DelimiterFraming(int maxLength, boolean keep, byte[] first, byte[][] longestFirst) {
		this.maxLength = maxLength;
		this.keep = keep;
		this.first = first;
		this.longestFirst = longestFirst;
		int last = lastByte(first);
		boolean same = Arrays.stream(longestFirst).allMatch((delimiter) -> lastByte(delimiter) == last);
		this.lastByte = same ? last : SEVERAL;
		this.current = first;
	}

	private static int lastByte(byte[] delimiter) {
		return delimiter[delimiter.length - 1] & 0xFF;
	}

	@Override
	public TcpFraming forConnection() {
		return new DelimiterFraming(this.maxLength, this.keep, this.first, this.longestFirst);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		for (int i = candidate(input, input.searched()); i >= 0; i = candidate(input, i + 1)) {
			for (byte[] delimiter : this.longestFirst) {
				int end = i + 1 - delimiter.length;
				if (ByteSequences.matches(input, end, delimiter)) {
					ensureNotTooLong(end);
					this.current = delimiter;
					input.frame(0, this.keep ? i + 1 : end, i + 1);
					return true;
				}
			}
		}
		ensureNotTooLong(input.length() + 1 - this.longestFirst[0].length);
		input.searched(input.length());
		return false;
	}

	private int candidate(FrameInput input, int from) {
		if (this.lastByte != SEVERAL) {
			return input.indexOf((byte) this.lastByte, from);
		}
		for (int i = from; i < input.length(); i++) {
			int value = input.get(i) & 0xFF;
			for (byte[] delimiter : this.longestFirst) {
				if (value == lastByte(delimiter)) {
					return i;
				}
			}
		}
		return -1;
	}

	private void ensureNotTooLong(int length) throws TcpFramingException {
		if (length > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
	}

	@Override
	public void write(byte[] payload, FrameOutput output) {
		output.write(payload);
		if (!this.keep || !isDelimited(payload)) {
			output.write(this.current);
		}
	}

	private boolean isDelimited(byte[] payload) {
		for (byte[] delimiter : this.longestFirst) {
			int start = payload.length - delimiter.length;
			if (start >= 0 && Arrays.equals(payload, start, payload.length, delimiter, 0, delimiter.length)) {
				return true;
			}
		}
		return false;
	}

}
