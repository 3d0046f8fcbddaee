package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Frames of one length. Payloads that are written must have it too: they are not padded.
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
			throw new TcpFramingException("Payload has " + payload.length + " bytes instead of the fixed length of "
					+ this.length + " bytes");
		}
		output.write(payload);
	}

}
