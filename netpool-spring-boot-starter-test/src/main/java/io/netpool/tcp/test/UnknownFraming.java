package io.netpool.tcp.test;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.framing.NettyFraming;

/**
 * In place of Netty's codecs, which are those of the server: what its client needs is not
 * known.
 */
final class UnknownFraming implements TcpFraming {

	private UnknownFraming() {
	}

	static TcpFraming inPlaceOf(TcpFraming framing) {
		return (framing instanceof NettyFraming) ? new UnknownFraming() : framing.forConnection();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		throw unknown();
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		throw unknown();
	}

	private static TcpFramingException unknown() {
		return new TcpFramingException("The pool has Netty's codecs, and no client's are known: choose a framing with "
				+ "TcpTestConnection.framing, or use sendBytes and readBytes");
	}

}
