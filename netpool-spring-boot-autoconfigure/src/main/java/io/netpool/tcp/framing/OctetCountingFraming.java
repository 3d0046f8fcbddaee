package io.netpool.tcp.framing;

import java.nio.charset.StandardCharsets;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Syslog over TCP (RFC 6587): a frame that begins with a length and a space is counted
 * ({@code MSG-LEN SP MSG}), any other ends with LF. A frame that is written is counted if
 * the frame that was read last was counted, or else ends with LF.
 */
final class OctetCountingFraming implements TcpFraming {

	/**
	 * More digits are not a length, but for example a time.
	 */
	private static final int MAX_DIGITS = 10;

	private final int maxLength;

	private final boolean unterminated;

	private boolean counted;

	OctetCountingFraming(int maxLength, boolean unterminated) {
		this.maxLength = maxLength;
		this.unterminated = unterminated;
	}

	@Override
	public TcpFraming forConnection() {
		return new OctetCountingFraming(this.maxLength, this.unterminated);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		int digits = digits(input);
		if (isLine(input, digits)) {
			return nextLine(input);
		}
		return digits < input.length() && nextCounted(input, digits);
	}

	/**
	 * The number of digits at the beginning, at most one more than a length may have. A
	 * length does not begin with zero.
	 */
	private static int digits(FrameInput input) {
		if (input.get(0) == '0') {
			return 0;
		}
		int most = Math.min(input.length(), MAX_DIGITS + 1);
		int i = 0;
		while (i < most && input.get(i) >= '0' && input.get(i) <= '9') {
			i++;
		}
		return i;
	}

	/**
	 * Whether the frame is known not to be counted.
	 */
	private static boolean isLine(FrameInput input, int digits) {
		return digits == 0 || digits > MAX_DIGITS || digits < input.length() && input.get(digits) != ' ';
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

	private boolean nextCounted(FrameInput input, int digits) throws TcpFramingException {
		long length = 0;
		for (int i = 0; i < digits; i++) {
			length = length * 10 + input.get(i) - '0';
		}
		if (length > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		int start = digits + 1;
		if (length > input.length() - start) {
			return false;
		}
		this.counted = true;
		int end = start + (int) length;
		input.frame(start, end, end);
		return true;
	}

	/**
	 * An incomplete counted frame is discarded in any case.
	 */
	@Override
	public boolean last(FrameInput input) {
		if (!this.unterminated || !isLine(input, digits(input))) {
			return false;
		}
		this.counted = false;
		input.frame(0, input.length(), input.length());
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
