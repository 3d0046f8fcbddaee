package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Syslog over TCP (RFC 6587): {@code MSG-LEN SP MSG}, or a message that begins with
 * {@code <} and ends with LF, depending on the first byte of the frame. A frame that is
 * written is counted if the frame that was read last was counted, or else ends with LF.
 */
final class OctetCountingFraming implements TcpFraming {

	private final int maxLength;

	private boolean counted;

	OctetCountingFraming(int maxLength) {
		this.maxLength = maxLength;
	}

	@Override
	public TcpFraming forConnection() {
		return new OctetCountingFraming(this.maxLength);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		byte first = input.get(0);
		if (first != '<' && (first < '1' || first > '9')) {
			throw new TcpFramingException("Syslog frame begins with neither a length nor '<'");
		}
		return (first == '<') ? nextLine(input) : nextCounted(input);
	}

	private boolean nextLine(FrameInput input) throws TcpFramingException {
		int newline = input.indexOf((byte) '\n', input.searched());
		int end = (newline >= 0) ? newline : input.length();
		if (end > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		if (newline < 0) {
			input.searched(end);
			return false;
		}
		this.counted = false;
		input.frame(0, end, end + 1);
		return true;
	}

	private boolean nextCounted(FrameInput input) throws TcpFramingException {
		long length = 0;
		for (int i = 0; i < input.length(); i++) {
			byte value = input.get(i);
			if (value == ' ') {
				return frame(input, i + 1, length);
			}
			if (value < '0' || value > '9') {
				throw new TcpFramingException("Length of a syslog frame is not followed by a space");
			}
			length = length * 10 + value - '0';
			if (length > this.maxLength) {
				throw TcpFramingException.tooLong(this.maxLength);
			}
		}
		return false;
	}

	private boolean frame(FrameInput input, int start, long length) {
		if (length > input.length() - start) {
			return false;
		}
		this.counted = true;
		int end = start + (int) length;
		input.frame(start, end, end);
		return true;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		if (!this.counted) {
			output.write(payload);
			output.write('\n');
			return;
		}
		if (payload.length == 0) {
			throw new TcpFramingException("Empty payload cannot be written as a counted syslog frame (RFC 6587)");
		}
		output.write((payload.length + " ").getBytes(StandardCharsets.US_ASCII));
		output.write(payload);
	}

}
