package io.netpool.benchmarks.parts;

import java.nio.ByteOrder;
import java.util.List;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.framing.Framings;
import io.netpool.tcp.framing.LengthField;

/**
 * Framings under test. {@code raw} has no frames, so it is not among them.
 *
 * @since 0.1.0
 */
public enum FramingKind {

	/** Lines. */
	LINE(Framings.line(Limits.MAX_LENGTH)),

	/** Delimiter of two bytes. */
	DELIMITER(Framings.delimiter(Limits.MAX_LENGTH, false, List.of(new byte[] { '|', '|' }))),

	/** Fixed length. */
	FIXED_LENGTH(Framings.fixedLength(Limits.MESSAGE)),

	/** Length field of four bytes. */
	LENGTH_FIELD(Framings.lengthField(Limits.MAX_LENGTH, new LengthField(0, 4, 0, ByteOrder.BIG_ENDIAN, false), true)),

	/** Varint length of one to five bytes. */
	VARINT(Framings.varintLength(Limits.MAX_LENGTH, 0, true)),

	/** One start byte and two end bytes, as in MLLP. */
	START_END(Framings.startEnd(Limits.MAX_LENGTH, new byte[] { 0x0b }, new byte[] { 0x1c, '\r' })),

	/** Length in decimal digits. */
	OCTET_COUNTING(Framings.octetCounting(Limits.MAX_LENGTH));

	private final TcpFraming framing;

	FramingKind(TcpFraming framing) {
		this.framing = framing;
	}

	/**
	 * Returns the framing of a new connection.
	 */
	TcpFraming framing() throws TcpFramingException {
		TcpFraming connection = this.framing.forConnection();
		if (this == OCTET_COUNTING) {
			// it encodes in the form of the frame that was decoded last
			byte[] counted = { '1', ' ', 'x' };
			connection.next(new FrameInput(counted, 0, counted.length));
		}
		return connection;
	}

	/**
	 * Sizes in bytes.
	 */
	static final class Limits {

		static final int MAX_LENGTH = 64 * 1024;

		static final int MESSAGE = 64;

		private Limits() {
		}

	}

}
