package io.netpool.sample.extending;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

import org.springframework.stereotype.Component;

/**
 * Netstrings: a length in decimal digits, a colon, the payload, and a comma.
 */
@Component("netstring")
class NetstringFraming implements TcpFraming {

	private static final int MAX_DIGITS = 9;

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int length = 0;
		for (int i = 0; i < input.length(); i++) {
			byte value = input.get(i);
			if (value == ':' && i > 0) {
				return payload(input, i + 1, length);
			}
			if (value < '0' || value > '9' || i == MAX_DIGITS) {
				throw new TcpFramingException("byte " + value + " is not part of a netstring's length");
			}
			length = 10 * length + value - '0';
		}
		return false;
	}

	private boolean payload(FrameInput input, int start, int length) throws TcpFramingException {
		int end = start + length;
		if (input.length() <= end) {
			return false;
		}
		if (input.get(end) != ',') {
			throw new TcpFramingException("netstring does not end with a comma");
		}
		input.frame(start, end, end + 1);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) {
		output.write((payload.length + ":").getBytes(StandardCharsets.US_ASCII));
		output.write(payload);
		output.write(',');
	}

}
