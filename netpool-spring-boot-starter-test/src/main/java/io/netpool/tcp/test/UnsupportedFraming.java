package io.netpool.tcp.test;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.FrameOutput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.framing.NettyFraming;

/**
 * Stands in for a {@link NettyFraming}, whose codecs are for the server side only. Every
 * use fails.
 */
final class UnsupportedFraming implements TcpFraming {

	private UnsupportedFraming() {
	}

	static TcpFraming replaceUnsupported(TcpFraming framing) {
		return (framing instanceof NettyFraming) ? new UnsupportedFraming() : framing.forConnection();
	}

	@Override
	public boolean next(FrameInput input) throws TcpFramingException {
		throw unsupported();
	}

	@Override
	public void write(byte[] payload, FrameOutput output) throws TcpFramingException {
		throw unsupported();
	}

	private static TcpFramingException unsupported() {
		return new TcpFramingException(
				"The pool's framing consists of Netty codecs for the server side: set the client's framing with "
						+ "TcpTestConnection.changeFraming, or use sendBytes and readBytes");
	}

}
