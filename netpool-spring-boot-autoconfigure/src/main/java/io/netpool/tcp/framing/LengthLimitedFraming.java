package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Adds a maximum length to the framing of an application, for frames and for bytes that
 * are not a frame yet.
 */
final class LengthLimitedFraming implements TcpFraming {

	private final int maxLength;

	private final TcpFraming framing;

	LengthLimitedFraming(int maxLength, TcpFraming framing) {
		this.maxLength = maxLength;
		this.framing = framing;
	}

	@Override
	public TcpFraming forConnection() {
		return new LengthLimitedFraming(this.maxLength, this.framing.forConnection());
	}

	@Override
	public @Nullable Class<?> messageType() {
		return this.framing.messageType();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		boolean whole = this.framing.next(input);
		if ((whole ? input.payloadLength() : input.length()) > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		return whole;
	}

	@Override
	public boolean last(FrameInput input) throws TcpFramingException {
		return this.framing.last(input);
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		this.framing.write(payload, output);
	}

}
