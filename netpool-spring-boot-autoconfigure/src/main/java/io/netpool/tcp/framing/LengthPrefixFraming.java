package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * A header that ends with a length, and a body of that length.
 * <p>
 * With {@code strip}, the payload is the body. Otherwise it is the whole frame, in both
 * directions: then the length in a payload that is written has to be right, or zero to be
 * filled in here.
 */
final class LengthPrefixFraming implements TcpFraming {

	private final int maxLength;

	private final LengthPrefix prefix;

	private final boolean strip;

	LengthPrefixFraming(int maxLength, LengthPrefix prefix, boolean strip) {
		this.maxLength = maxLength;
		this.prefix = prefix;
		this.strip = strip;
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int header = this.prefix.headerEnd(input);
		if (header == 0) {
			return false;
		}
		long body = this.prefix.bodyLength(input, header);
		if (body < 0) {
			throw new TcpFramingException(
					"Length of a frame is negative, or less than the header bytes that it counts");
		}
		int payloadStart = this.strip ? header : 0;
		long frameEnd = header + body;
		if (frameEnd - payloadStart > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		if (frameEnd > input.length()) {
			return false;
		}
		input.frame(payloadStart, (int) frameEnd, (int) frameEnd);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		if (!this.strip) {
			writeWhole(payload, output);
			return;
		}
		if (this.prefix.offset() > 0) {
			throw new TcpFramingException("Frame cannot be written: its header has " + this.prefix.offset()
					+ " bytes before the length, which a payload without the header does not hold");
		}
		this.prefix.write(payload.length, output);
		output.write(payload);
	}

	private void writeWhole(byte[] payload, FrameOutput output) throws TcpFramingException {
		FrameInput input = new FrameInput(payload, 0, payload.length);
		int header = this.prefix.headerEnd(input);
		if (header == 0) {
			throw new TcpFramingException("Payload of " + payload.length + " bytes is too short to hold its header");
		}
		int body = payload.length - header;
		if (this.prefix.bodyLength(input, header) == body) {
			output.write(payload);
			return;
		}
		for (int i = this.prefix.offset(); i < header; i++) {
			if (payload[i] != this.prefix.zero()) {
				throw new TcpFramingException(
						"Length in the header of a payload is neither zero nor that of its body (" + body + " bytes)");
			}
		}
		output.write(payload, 0, this.prefix.offset());
		this.prefix.write(body, output);
		output.write(payload, header, body);
	}

}
