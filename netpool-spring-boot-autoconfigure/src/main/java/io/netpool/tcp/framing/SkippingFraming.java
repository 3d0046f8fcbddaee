package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Skips certain bytes before a frame. They are discarded as soon as they arrive, whether
 * a frame follows or not. So they are not the beginning of a frame, need no memory, and
 * are read once.
 */
final class SkippingFraming implements TcpFraming {

	private final ByteSet skipped;

	private final TcpFraming framing;

	SkippingFraming(ByteSet skipped, TcpFraming framing) {
		this.skipped = skipped;
		this.framing = framing;
	}

	/**
	 * Also skip other bytes. A decorator of this one would not do: the bytes of both may
	 * be mixed.
	 */
	SkippingFraming with(ByteSet others) {
		return new SkippingFraming(this.skipped.with(others), this.framing);
	}

	@Override
	public TcpFraming forConnection() {
		return new SkippingFraming(this.skipped, this.framing.forConnection());
	}

	@Override
	public @Nullable Class<?> messageType() {
		return this.framing.messageType();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		this.skipped.discardLeading(input);
		return input.length() > 0 && this.framing.next(input);
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
