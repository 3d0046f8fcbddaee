package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Frames between a start sequence and an end sequence, which are not part of the payload.
 * Between frames there is nothing.
 */
final class StartEndFraming implements TcpFraming {

	private final int maxLength;

	private final byte[] start;

	private final byte[] end;

	StartEndFraming(int maxLength, byte[] start, byte[] end) {
		this.maxLength = maxLength;
		this.start = start;
		this.end = end;
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int payloadStart = ByteSequences.commonLength(input, 0, this.start);
		if (payloadStart < this.start.length) {
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
		input.frame(payloadStart, payloadEnd, payloadEnd + this.end.length);
		return true;
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
