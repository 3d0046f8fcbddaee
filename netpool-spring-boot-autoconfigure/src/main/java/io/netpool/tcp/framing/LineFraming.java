package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Lines that end with LF or CR LF, which is not part of the payload. A line that is
 * written gets the terminator of the line that was read last, or else LF.
 */
final class LineFraming implements TcpFraming {

	private final int maxLength;

	private final boolean unterminated;

	private boolean carriageReturn;

	LineFraming(int maxLength, boolean unterminated) {
		this.maxLength = maxLength;
		this.unterminated = unterminated;
	}

	@Override
	public TcpFraming forConnection() {
		return new LineFraming(this.maxLength, this.unterminated);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int newline = input.indexOf((byte) '\n', input.searched());
		if (newline < 0) {
			// one more than the maximum, since it may be the CR of a terminator
			if (input.length() - 1 > this.maxLength) {
				throw TcpFramingException.tooLong(this.maxLength);
			}
			input.searched(input.length());
			return false;
		}
		this.carriageReturn = endsWithCarriageReturn(input, newline);
		frame(input, newline, newline + 1);
		return true;
	}

	/**
	 * A CR at the end is that of an incomplete terminator.
	 */
	@Override
	public boolean last(FrameInput input) throws TcpFramingException {
		if (this.unterminated) {
			frame(input, input.length(), input.length());
		}
		return this.unterminated;
	}

	private void frame(FrameInput input, int lineEnd, int frameEnd) throws TcpFramingException {
		int end = endsWithCarriageReturn(input, lineEnd) ? lineEnd - 1 : lineEnd;
		if (end > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		input.frame(0, end, frameEnd);
	}

	private static boolean endsWithCarriageReturn(FrameInput input, int end) {
		return end > 0 && input.get(end - 1) == '\r';
	}

	@Override
	public void write(byte[] payload, FrameOutput output) {
		output.write(payload);
		if (this.carriageReturn) {
			output.write('\r');
		}
		output.write('\n');
	}

}
