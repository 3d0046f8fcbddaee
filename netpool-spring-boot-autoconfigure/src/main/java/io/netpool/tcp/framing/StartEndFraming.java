package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Frames between a start sequence and an end sequence, which are not part of the payload.
 * Between frames there may be up to 16 CR and LF, which some senders of HL7 add, and
 * nothing else.
 */
final class StartEndFraming implements TcpFraming {

	/**
	 * A limit, since they are read again for each piece that arrives.
	 */
	private static final int MAX_LINE_BREAKS = 16;

	private final int maxLength;

	private final byte[] start;

	private final byte[] end;

	/**
	 * Number of line breaks that were discarded with the previous frame.
	 */
	private int discarded;

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
		int frameStart = afterLineBreaks(input, 0, MAX_LINE_BREAKS - this.discarded);
		int payloadStart = frameStart + ByteSequences.commonLength(input, frameStart, this.start);
		if (payloadStart - frameStart < this.start.length) {
			if (payloadStart < input.length()) {
				throw new TcpFramingException("Frame does not begin with the start sequence");
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
		// discard line breaks now, since they would count as the beginning of a frame
		int frameEnd = payloadEnd + this.end.length;
		int next = afterLineBreaks(input, frameEnd, MAX_LINE_BREAKS);
		this.discarded = next - frameEnd;
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
	 * The index of the end sequence, or of what may become it.
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
				throw new TcpFramingException("Payload contains the end sequence, which would end its frame too early");
			}
		}
		output.write(this.start);
		output.write(payload);
		output.write(this.end);
	}

	/**
	 * Whether the end sequence is found at an index of a payload that is followed by it.
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
