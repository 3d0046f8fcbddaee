package io.netpool.tcp.framing;

import io.netpool.tcp.TcpFraming;

/**
 * Framing between Netty's codecs and the engine: a length of four bytes, then the frame.
 */
final class CodecBridgeFraming {

	static final TcpFraming FRAMING = Framings.lengthField(Integer.MAX_VALUE - Integer.BYTES,
			LengthField.ofSize(Integer.BYTES), true);

	private CodecBridgeFraming() {
	}

}
