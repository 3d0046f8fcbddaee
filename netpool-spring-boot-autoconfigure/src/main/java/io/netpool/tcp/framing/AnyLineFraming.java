package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * Lines that end with CR, LF or CR LF, which is not part of the payload. A CR ends its
 * line at once; an LF after it is discarded when it arrives. A line that is written gets
 * the terminator of the line that was read last, or else LF.
 */
final class AnyLineFraming implements TcpFraming {

	private static final ByteSet ENDS = new ByteSet((byte) '\r', (byte) '\n');

	private static final byte[] CR = { '\r' };

	private static final byte[] LF = { '\n' };

	private static final byte[] CRLF = { '\r', '\n' };

	private final int maxLength;

	private final boolean unterminated;

	private final ByteSet skipped;

	private byte[] terminator = LF;

	/**
	 * Whether the LF of the previous line may follow.
	 */
	private boolean afterCarriageReturn;

	AnyLineFraming(int maxLength, boolean unterminated) {
		this(maxLength, unterminated, new ByteSet());
	}

	private AnyLineFraming(int maxLength, boolean unterminated, ByteSet skipped) {
		this.maxLength = maxLength;
		this.unterminated = unterminated;
		this.skipped = skipped;
	}

	/**
	 * Also skip bytes before each line. A {@link SkippingFraming} would not do: it would
	 * skip them before the LF that ends the previous line.
	 */
	AnyLineFraming skipping(ByteSet bytes) {
		return new AnyLineFraming(this.maxLength, this.unterminated, this.skipped.with(bytes));
	}

	@Override
	public TcpFraming forConnection() {
		return new AnyLineFraming(this.maxLength, this.unterminated, this.skipped);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		if (this.afterCarriageReturn) {
			this.afterCarriageReturn = false;
			if (input.get(0) == '\n') {
				this.terminator = CRLF;
				input.frame(1, 1, 1);
				input.advance();
			}
		}
		this.skipped.discardLeading(input);
		int index = ENDS.indexIn(input, input.searched());
		int end = (index >= 0) ? index : input.length();
		if (end > this.maxLength) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		if (index < 0) {
			input.searched(end);
			return false;
		}
		input.frame(0, end, terminatorEnd(input, end));
		return true;
	}

	private int terminatorEnd(FrameInput input, int index) {
		int next = index + 1;
		if (input.get(index) == '\n') {
			this.terminator = LF;
			return next;
		}
		if (next < input.length() && input.get(next) == '\n') {
			this.terminator = CRLF;
			return next + 1;
		}
		this.afterCarriageReturn = next == input.length();
		// if its LF has not arrived, the client probably ends lines as before
		if (!this.afterCarriageReturn || this.terminator == LF) {
			this.terminator = CR;
		}
		return next;
	}

	@Override
	public boolean last(FrameInput input) {
		if (this.unterminated) {
			input.frame(0, input.length(), input.length());
		}
		return this.unterminated;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) {
		output.write(payload);
		output.write(this.terminator);
	}

}
