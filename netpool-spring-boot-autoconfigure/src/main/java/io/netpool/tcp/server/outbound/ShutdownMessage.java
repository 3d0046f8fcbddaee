package io.netpool.tcp.server.outbound;

/**
 * The message that a client is sent when its pool is about to stop, once, framed like a
 * reply. Any thread may call.
 */
public final class ShutdownMessage {

	private final byte[] payload;

	private boolean sent;

	public ShutdownMessage(byte[] payload) {
		this.payload = payload;
	}

	/**
	 * Queues the message, unless that was done.
	 */
	public synchronized void send(OutboundQueue outbound) {
		if (!this.sent) {
			this.sent = true;
			outbound.reply(this.payload);
		}
	}

	public synchronized boolean isSent() {
		return this.sent;
	}

}
