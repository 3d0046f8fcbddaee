package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * A frame begins with one sequence of bytes and ends with another; neither is part of the
 * payload. Between frames there may be up to 16 CR and LF, which many a sender of HL7
 * adds, and nothing else.
 */
final class StartEndFraming implements TcpFraming {

	/**
	 * More is no line break, and would have to be looked at again for each piece.
	 */
	private static final int MAX_LINE_BREAKS = 16;

	private final int maxLength;

	private final byte[] start;

	private final byte[] end;

	/**
	 * How many bytes of line breaks went with the frame before them.
	 */
	private int dropped;

	StartEndFraming(int maxLength, byte[] start, byte[] end) {
		this.maxLength = maxLength;
		this.start = start;
		this.end = end;
	}

	@Override
	public TcpFraming forConnection() {
		return new StartEndFraming(this.maxLength, this.start, this.end);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int frameStart = afterLineBreaks(input, 0, MAX_LINE_BREAKS - this.dropped);
		int payloadStart = frameStart + ByteSequences.commonLength(input, frameStart, this.start);
		if (payloadStart - frameStart < this.start.length) {
			if (payloadStart < input.length()) {
				throw new TcpFramingException("A frame does not begin with netpool.tcp.framing.start");
			}
			return false;
		}
		int payloadEnd = payloadEnd(input, Math.max(payloadStart, input.searched()));
		if (payloadEnd - payloadStart > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		if (payloadEnd > input.length() - this.end.length) {
			input.searched(payloadEnd);
			return false;
		}
		// line breaks that are here go with the frame: left, they would be a frame begun
		int frameEnd = payloadEnd + this.end.length;
		int next = afterLineBreaks(input, frameEnd, MAX_LINE_BREAKS);
		this.dropped = next - frameEnd;
		input.frame(payloadStart, payloadEnd, next);
		return true;
	}

	private int afterLineBreaks(FrameInput input, int from, int most) {
		if (isLineBreak(this.start[0])) {
			return from;
		}
		int i = from;
		while (i < input.length() && i - from < most && isLineBreak(input.get(i))) {
			i++;
		}
		return i;
	}

	private static boolean isLineBreak(byte value) {
		return value == '\r' || value == '\n';
	}

	/**
	 * Where the end is, or may be once more has arrived.
	 */
	private int payloadEnd(FrameInput input, int from) {
		int i = input.indexOf(this.end[0], from);
		while (i >= 0) {
			int common = ByteSequences.commonLength(input, i, this.end);
			if (common == this.end.length || i + common == input.length()) {
				return i;
			}
			i = input.indexOf(this.end[0], i + 1);
		}
		return input.length();
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		for (int i = 0; i < payload.length; i++) {
			if (payload[i] == this.end[0] && endsAt(payload, i)) {
				throw new TcpFramingException("A payload holds netpool.tcp.framing.end, so what is behind that would "
						+ "not reach the client in this frame");
			}
		}
		output.write(this.start);
		output.write(payload);
		output.write(this.end);
	}

	/**
	 * Whether the end is found here, in a payload with the end behind it.
	 */
	private boolean endsAt(byte[] payload, int index) {
		for (int i = 1; i < this.end.length; i++) {
			int at = index + i;
			if (this.end[i] != ((at < payload.length) ? payload[at] : this.end[at - payload.length])) {
				return false;
			}
		}
		return true;
	}

}
