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

	private boolean carriageReturn;

	LineFraming(int maxLength) {
		this.maxLength = maxLength;
	}

	@Override
	public TcpFraming forConnection() {
		return new LineFraming(this.maxLength);
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
		this.carriageReturn = newline > 0 && input.get(newline - 1) == '\r';
		int end = this.carriageReturn ? newline - 1 : newline;
		if (end > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		input.frame(0, end, newline + 1);
		return true;
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
