package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;

/**
 * A framing whose payloads are transformed. A frame that the transform finds invalid
 * closes the connection, or is dropped: its end is known.
 */
final class TransformedFraming implements TcpFraming {

	private final TcpFraming framing;

	private final PayloadTransform transform;

	private final boolean dropping;

	TransformedFraming(TcpFraming framing, PayloadTransform transform) {
		this(framing, transform, false);
	}

	private TransformedFraming(TcpFraming framing, PayloadTransform transform, boolean dropping) {
		this.framing = framing;
		this.transform = transform;
		this.dropping = dropping;
	}

	/**
	 * Drop frames that this transform, or one below it, finds invalid.
	 */
	TransformedFraming dropping() {
		TcpFraming below = (this.framing instanceof TransformedFraming transformed) ? transformed.dropping()
				: this.framing;
		return new TransformedFraming(below, this.transform, true);
	}

	/**
	 * Skip bytes before each frame, also after one that is dropped.
	 */
	TransformedFraming skipping(byte[] bytes) {
		return new TransformedFraming(Framings.skipping(bytes, this.framing), this.transform, this.dropping);
	}

	@Override
	public TcpFraming forConnection() {
		return new TransformedFraming(this.framing.forConnection(), this.transform, this.dropping);
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		while (input.length() > 0 && this.framing.next(input)) {
			if (isValid(input)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean last(FrameInput input) throws TcpFramingException {
		return this.framing.last(input) && isValid(input);
	}

	private boolean isValid(FrameInput input) throws TcpFramingException {
		String problem = this.transform.decode(input);
		if (problem == null) {
			return true;
		}
		if (!this.dropping) {
			throw new TcpFramingException(problem);
		}
		input.drop();
		return false;
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		this.framing.write(this.transform.encode(payload), output);
	}

}
