package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one connection has received and sent. Its I/O thread alone writes; any thread may
 * read, and sees each number whole and soon.
 */
final class ConnectionCounts {

	private static final VarHandle RECEIVED_MESSAGES;

	private static final VarHandle RECEIVED_BYTES;

	private static final VarHandle SENT_MESSAGES;

	private static final VarHandle SENT_BYTES;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			RECEIVED_MESSAGES = lookup.findVarHandle(ConnectionCounts.class, "receivedMessages", long.class);
			RECEIVED_BYTES = lookup.findVarHandle(ConnectionCounts.class, "receivedBytes", long.class);
			SENT_MESSAGES = lookup.findVarHandle(ConnectionCounts.class, "sentMessages", long.class);
			SENT_BYTES = lookup.findVarHandle(ConnectionCounts.class, "sentBytes", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private long receivedMessages;

	private long receivedBytes;

	private long sentMessages;

	private long sentBytes;

	void addReceivedMessages(int messages) {
		RECEIVED_MESSAGES.setOpaque(this, this.receivedMessages + messages);
	}

	void addReceivedBytes(int bytes) {
		RECEIVED_BYTES.setOpaque(this, this.receivedBytes + bytes);
	}

	void addSent(int messages, int bytes) {
		SENT_MESSAGES.setOpaque(this, this.sentMessages + messages);
		SENT_BYTES.setOpaque(this, this.sentBytes + bytes);
	}

	/**
	 * Messages that have been cut out of what was received.
	 */
	long receivedMessages() {
		return (long) RECEIVED_MESSAGES.getOpaque(this);
	}

	/**
	 * Bytes that have been received, without those of TLS.
	 */
	long receivedBytes() {
		return (long) RECEIVED_BYTES.getOpaque(this);
	}

	long sentMessages() {
		return (long) SENT_MESSAGES.getOpaque(this);
	}

	/**
	 * Bytes that have been written, without those of TLS.
	 */
	long sentBytes() {
		return (long) SENT_BYTES.getOpaque(this);
	}

}
