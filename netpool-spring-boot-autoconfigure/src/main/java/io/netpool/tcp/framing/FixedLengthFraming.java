package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * All frames have one length, those that are written too: nothing is padded.
 */
final class FixedLengthFraming implements TcpFraming {

	private final int length;

	FixedLengthFraming(int length) {
		this.length = length;
	}

	@Override
	public boolean next(FrameInput input) {
		if (input.length() < this.length) {
			return false;
		}
		input.frame(0, this.length, this.length);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		if (payload.length != this.length) {
			throw new TcpFramingException("A payload of " + payload.length
					+ " bytes is no frame, since netpool.tcp.framing.length is " + this.length + " bytes");
		}
		output.write(payload);
	}

}
