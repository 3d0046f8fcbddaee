package io.netpool.tcp.framing;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import org.jspecify.annotations.Nullable;

/**
 * Adds a last reply to the failures of a framing that have none.
 */
final class ReplyingFraming implements TcpFraming {

	private final byte[] reply;

	private final TcpFraming framing;

	ReplyingFraming(byte[] reply, TcpFraming framing) {
		this.reply = reply;
		this.framing = framing;
	}

	@Override
	public TcpFraming forConnection() {
		return new ReplyingFraming(this.reply, this.framing.forConnection());
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
			throw withReply(ex);
		}
	}

	@Override
	public boolean last(FrameInput input) throws TcpFramingException {
		try {
			return this.framing.last(input);
		}
		catch (TcpFramingException ex) {
			throw withReply(ex);
		}
	}

	private TcpFramingException withReply(TcpFramingException failure) {
		return (failure.reply() != null) ? failure : failure.withReply(this.reply);
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		this.framing.write(payload, output);
	}

}
