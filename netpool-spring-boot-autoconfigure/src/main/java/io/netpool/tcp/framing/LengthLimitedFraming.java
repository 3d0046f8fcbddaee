package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Adds a maximum length to the framing of an application, for messages and for bytes that
 * are not a frame yet. The framing sees no byte beyond it, so that however a stream is
 * cut, it fails in the same way.
 */
final class LengthLimitedFraming implements TcpFraming {

	/**
	 * How many bytes a frame may have beside its payload.
	 */
	private static final int MAX_OVERHEAD = 32;

	private final int maxLength;

	private final int maxFrame;

	private final TcpFraming framing;

	LengthLimitedFraming(int maxLength, TcpFraming framing) {
		this.maxLength = maxLength;
		this.maxFrame = (framing.messageType() != null) ? maxLength : maxLength + MAX_OVERHEAD;
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
		if (nextWithinMaximum(input)) {
			if (input.payloadLength() > this.maxLength) {
				throw TcpFramingException.tooLong(this.maxLength);
			}
			return true;
		}
		if (input.length() > this.maxFrame) {
			throw TcpFramingException.tooLong(this.maxLength);
		}
		return false;
	}

	private boolean nextWithinMaximum(FrameInput input) throws TcpFramingException {
		int end = input.arrayOffset() + input.length();
		boolean whole;
		int dropped;
		do {
			dropped = input.dropped();
			input.limit(Math.min(this.maxFrame, input.length()));
			try {
				whole = this.framing.next(input);
			}
			finally {
				input.limit(end - input.arrayOffset());
			}
		}
		while (!whole && input.dropped() > dropped && input.length() > 0);
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
