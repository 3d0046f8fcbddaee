package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * No framing: the bytes that have arrived are a frame, without an incomplete character at
 * their end. More than {@code maxLength} bytes are several frames.
 */
final class RawFraming implements TcpFraming {

	private final int maxLength;

	private final CharacterBoundary boundary;

	RawFraming(int maxLength, CharacterBoundary boundary) {
		this.maxLength = maxLength;
		this.boundary = boundary;
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int length = this.boundary.wholeCharacters(input, Math.min(input.length(), this.maxLength));
		if (length == 0) {
			// a character that is longer than the maximum would never be complete
			if (input.length() >= this.maxLength) {
				throw TcpFramingException.tooLong(this.maxLength);
			}
			return false;
		}
		input.frame(0, length, length);
		return true;
	}

	@Override
	public boolean last(FrameInput input) {
		input.frame(0, input.length(), input.length());
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) {
		output.write(payload);
	}

}
