package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Payloads with escaped bytes.
 *
 * @param escapes the escapes
 * @param maxLength the maximum length of a payload without escapes
 */
record EscapeTransform(ByteEscapes escapes, int maxLength) implements PayloadTransform {

	@Override
	public @Nullable String decode(FrameInput input) throws TcpFramingException {
		int start = input.payloadStart();
		int from = input.arrayOffset() + start;
		int to = this.escapes.decode(input.array(), from, from + input.payloadLength());
		if (to < 0) {
			return "Frame has an escape that is not valid";
		}
		if (to - from > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		input.frame(start, start + to - from, input.frameLength());
		return null;
	}

	@Override
	public byte[] encode(byte[] payload) {
		return this.escapes.encode(payload);
	}

}
