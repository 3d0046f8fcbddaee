package io.netpool.tcp.server.settings;

import java.io.Serial;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * A framing of the application, whose own maximum length is not that of the settings.
 */
public final class ApplicationFraming implements TcpFraming {

	private final TcpFraming framing;

	public ApplicationFraming(TcpFraming framing) {
		this.framing = framing;
	}

	@Override
	public TcpFraming forConnection() {
		TcpFraming own = this.framing.forConnection();
		return (own == this.framing) ? this : new ApplicationFraming(own);
	}

	@Override
	public @Nullable Class<?> messageType() {
		return this.framing.messageType();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		try {
			return this.framing.next(input);
		}
		catch (TcpFramingException ex) {
			throw marked(ex);
		}
	}

	@Override
	public boolean last(FrameInput input) throws TcpFramingException {
		try {
			return this.framing.last(input);
		}
		catch (TcpFramingException ex) {
			throw marked(ex);
		}
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		this.framing.write(payload, output);
	}

	private static TcpFramingException marked(TcpFramingException failure) {
		return (failure.reason() == CloseReason.FRAME_TOO_LONG) ? new TooLongException(failure) : failure;
	}

	/**
	 * Whether a frame is longer than a maximum of the application's framing.
	 * @param failure why the bytes are no frame
	 */
	public static boolean hasOwnMaximum(Throwable failure) {
		return failure instanceof TooLongException;
	}

	private static final class TooLongException extends TcpFramingException {

		@Serial
		private static final long serialVersionUID = 1L;

		private final transient TcpFramingException failure;

		TooLongException(TcpFramingException failure) {
			super(String.valueOf(failure.getMessage()));
			this.failure = failure;
		}

		@Override
		public TcpFramingException withReply(String reply) {
			return new TooLongException(this.failure.withReply(reply));
		}

		@Override
		public TcpFramingException withReply(byte[] reply) {
			return new TooLongException(this.failure.withReply(reply));
		}

		@Override
		public CloseReason reason() {
			return this.failure.reason();
		}

		@Override
		public @Nullable Object reply() {
			return this.failure.reply();
		}

	}

}
