package io.netpool.tcp.server.transport;

import io.netty.buffer.ByteBuf;

/**
 * First message of a TLS client (RFC 8446, sections 4.1.2 and 5.1): a record with the
 * beginning of a handshake message that has the size of the record.
 */
public final class ClientHello {

	private static final int RECORD_HEADER = 5;

	private static final int MESSAGE_HEADER = 4;

	private static final int HANDSHAKE = 22;

	private static final int MAJOR_VERSION = 3;

	private static final int MAX_MINOR_VERSION = 4;

	private static final int CLIENT_HELLO = 1;

	private ClientHello() {
	}

	/**
	 * Returns whether bytes begin like a ClientHello. A protocol of another kind hardly
	 * ever does, since two lengths have to match.
	 * @param bytes the first bytes of a connection
	 */
	public static boolean isAtBeginningOf(ByteBuf bytes) {
		int start = bytes.readerIndex();
		return bytes.readableBytes() >= RECORD_HEADER + MESSAGE_HEADER && bytes.getByte(start) == HANDSHAKE
				&& bytes.getByte(start + 1) == MAJOR_VERSION && bytes.getByte(start + 2) >= 0
				&& bytes.getByte(start + 2) <= MAX_MINOR_VERSION && bytes.getByte(start + RECORD_HEADER) == CLIENT_HELLO
				&& bytes.getUnsignedShort(start + RECORD_HEADER - 2) == MESSAGE_HEADER
						+ bytes.getUnsignedMedium(start + RECORD_HEADER + 1);
	}

}
