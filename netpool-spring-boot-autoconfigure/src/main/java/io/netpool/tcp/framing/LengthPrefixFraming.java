package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * A header that ends with a length, and a body of that length. The header may begin with
 * fixed bytes, and fixed bytes may follow the body.
 * <p>
 * With {@code strip}, the payload is the body. Otherwise it is the whole frame, in both
 * directions: then the length in a payload that is written has to be right, or zero to be
 * filled in here.
 */
final class LengthPrefixFraming implements TcpFraming {

	private static final byte[] NOTHING = {};

	private final int maxLength;

	private final LengthPrefix prefix;

	private final boolean strip;

	private final byte[] start;

	private final byte[] end;

	LengthPrefixFraming(int maxLength, LengthPrefix prefix, boolean strip) {
		this(maxLength, prefix, strip, NOTHING, NOTHING);
	}

	private LengthPrefixFraming(int maxLength, LengthPrefix prefix, boolean strip, byte[] start, byte[] end) {
		this.maxLength = maxLength;
		this.prefix = prefix;
		this.strip = strip;
		this.start = start;
		this.end = end;
	}

	/**
	 * Add fixed bytes before the header and after the body.
	 */
	LengthPrefixFraming between(byte[] before, byte[] after) {
		return new LengthPrefixFraming(this.maxLength, this.prefix.after(before.length), this.strip, before, after);
	}

	boolean strips() {
		return this.strip;
	}

	/**
	 * The number of bytes before the length.
	 */
	int lengthOffset() {
		return this.prefix.offset();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int common = ByteSequences.commonLength(input, 0, this.start);
		if (common < this.start.length && common < input.length()) {
			throw new TcpFramingException("Frame does not begin with the start sequence");
		}
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
		long bodyEnd = header + body;
		long frameEnd = bodyEnd + this.end.length;
		long payloadEnd = this.strip ? bodyEnd : frameEnd;
		if (payloadEnd - payloadStart > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		if (frameEnd > input.length()) {
			return false;
		}
		if (!ByteSequences.matches(input, (int) bodyEnd, this.end)) {
			throw new TcpFramingException("Frame does not end with the end sequence");
		}
		input.frame(payloadStart, (int) payloadEnd, (int) frameEnd);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		if (!this.strip) {
			writeWhole(payload, output);
			return;
		}
		writeHeader(payload.length, output);
		output.write(payload);
		output.write(this.end);
	}

	void writeHeader(int bodyLength, FrameOutput output) throws TcpFramingException {
		int unknown = this.prefix.offset() - this.start.length;
		if (unknown > 0) {
			throw new TcpFramingException("Frame cannot be written: its header has " + unknown
					+ " bytes before the length, which a payload without the header does not hold");
		}
		output.write(this.start);
		this.prefix.write(bodyLength, output);
	}

	private void writeWhole(byte[] payload, FrameOutput output) throws TcpFramingException {
		FrameInput input = new FrameInput(payload, 0, payload.length);
		int header = this.prefix.headerEnd(input);
		if (header == 0) {
			throw new TcpFramingException("Payload of " + payload.length + " bytes is too short to hold its header");
		}
		int body = payload.length - this.end.length - header;
		if (body < 0 || !ByteSequences.matches(input, 0, this.start)
				|| !ByteSequences.matches(input, header + body, this.end)) {
			throw new TcpFramingException("Payload does not hold the start sequence, its header and the end sequence");
		}
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
		output.write(payload, header, payload.length - header);
	}

}
