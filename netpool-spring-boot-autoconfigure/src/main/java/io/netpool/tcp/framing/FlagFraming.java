package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Frames with a flag at both ends, as in HDLC. Flags before a frame are skipped by a
 * {@link SkippingFraming}: one flag may end a frame and begin the next, and there are no
 * empty frames.
 */
final class FlagFraming implements TcpFraming {

	private final int maxLength;

	private final byte flag;

	FlagFraming(int maxLength, byte flag) {
		this.maxLength = maxLength;
		this.flag = flag;
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int index = input.indexOf(this.flag, input.searched());
		int end = (index >= 0) ? index : input.length();
		if (end > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		if (index < 0) {
			input.searched(end);
			return false;
		}
		input.frame(0, end, end + 1);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		if (payload.length == 0) {
			throw new TcpFramingException("Empty payload cannot be written between two flags");
		}
		for (byte value : payload) {
			if (value == this.flag) {
				throw new TcpFramingException("Payload contains the flag, which would end its frame too early");
			}
		}
		output.write(this.flag);
		output.write(payload);
		output.write(this.flag);
	}

}
