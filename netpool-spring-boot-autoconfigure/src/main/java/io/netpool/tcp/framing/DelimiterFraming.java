package io.netpool.tcp.framing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Frames that end with a delimiter. A frame ends as soon as one of the delimiters is
 * complete; if several end with the same byte, the longest one counts. So no frame waits
 * for the bytes after its delimiter, and the result does not depend on the pieces in
 * which bytes arrive. A frame that is written gets the delimiter of the frame that was
 * read last, or else the first delimiter.
 * <p>
 * The search finds the last byte of a delimiter, and then compares backwards. All
 * connections share what it needs.
 */
final class DelimiterFraming implements TcpFraming {

	private final int maxLength;

	private final boolean keep;

	private final boolean unterminated;

	private final byte[] first;

	private final byte[][] longestFirst;

	/**
	 * The last bytes of the delimiters, {@code null} if there is only {@link #lastByte}.
	 */
	private final @Nullable ByteSet lastBytes;

	private final byte lastByte;

	private byte[] current;

	DelimiterFraming(int maxLength, List<byte[]> delimiters, boolean keep, boolean unterminated) {
		this.maxLength = maxLength;
		this.keep = keep;
		this.unterminated = unterminated;
		this.first = delimiters.get(0);
		this.longestFirst = delimiters.stream()
			.sorted(Comparator.comparingInt((byte[] delimiter) -> delimiter.length).reversed())
			.toArray(byte[][]::new);
		this.lastByte = lastByte(this.first);
		this.lastBytes = delimiters.stream().allMatch((delimiter) -> lastByte(delimiter) == this.lastByte) ? null
				: lastBytes(delimiters);
		this.current = this.first;
	}

	private DelimiterFraming(DelimiterFraming shared) {
		this.maxLength = shared.maxLength;
		this.keep = shared.keep;
		this.unterminated = shared.unterminated;
		this.first = shared.first;
		this.longestFirst = shared.longestFirst;
		this.lastByte = shared.lastByte;
		this.lastBytes = shared.lastBytes;
		this.current = shared.first;
	}

	private static byte lastByte(byte[] delimiter) {
		return delimiter[delimiter.length - 1];
	}

	private static ByteSet lastBytes(List<byte[]> delimiters) {
		byte[] last = new byte[delimiters.size()];
		for (int i = 0; i < last.length; i++) {
			last[i] = lastByte(delimiters.get(i));
		}
		return new ByteSet(last);
	}

	@Override
	public TcpFraming forConnection() {
		return new DelimiterFraming(this);
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
		return (this.lastBytes == null) ? input.indexOf(this.lastByte, from) : this.lastBytes.indexIn(input, from);
	}

	@Override
	public boolean last(FrameInput input) throws TcpFramingException {
		if (this.unterminated) {
			ensureNotTooLong(input.length());
			input.frame(0, input.length(), input.length());
		}
		return this.unterminated;
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
