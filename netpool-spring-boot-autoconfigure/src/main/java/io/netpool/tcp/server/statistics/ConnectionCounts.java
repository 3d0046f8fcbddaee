package io.netpool.tcp.server.statistics;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Messages and bytes of one connection. Its I/O thread is the only writer, so that
 * counting needs neither a compare-and-set nor a full fence; any thread may read.
 */
public final class ConnectionCounts {

	private static final AtomicLongFieldUpdater<ConnectionCounts> RECEIVED_MESSAGES = updater("receivedMessages");

	private static final AtomicLongFieldUpdater<ConnectionCounts> RECEIVED_BYTES = updater("receivedBytes");

	private static final AtomicLongFieldUpdater<ConnectionCounts> SENT_MESSAGES = updater("sentMessages");

	private static final AtomicLongFieldUpdater<ConnectionCounts> SENT_BYTES = updater("sentBytes");

	private volatile long receivedMessages;

	private volatile long receivedBytes;

	private volatile long sentMessages;

	private volatile long sentBytes;

	private static AtomicLongFieldUpdater<ConnectionCounts> updater(String field) {
		return AtomicLongFieldUpdater.newUpdater(ConnectionCounts.class, field);
	}

	public void addReceivedMessages(int messages) {
		RECEIVED_MESSAGES.lazySet(this, this.receivedMessages + messages);
	}

	public void addReceivedBytes(int bytes) {
		RECEIVED_BYTES.lazySet(this, this.receivedBytes + bytes);
	}

	public void addSent(int messages, int bytes) {
		SENT_MESSAGES.lazySet(this, this.sentMessages + messages);
		SENT_BYTES.lazySet(this, this.sentBytes + bytes);
	}

	/**
	 * Decoded messages.
	 */
	public long receivedMessages() {
		return this.receivedMessages;
	}

	/**
	 * Received bytes, without the overhead of TLS.
	 */
	public long receivedBytes() {
		return this.receivedBytes;
	}

	public long sentMessages() {
		return this.sentMessages;
	}

	/**
	 * Bytes written to the socket, without the overhead of TLS.
	 */
	public long sentBytes() {
		return this.sentBytes;
	}

}
