package io.netpool.tcp.server;

/**
 * What a client is told when the pool is about to stop: one message, framed as others
 * are, behind the reply to the message that is being handled.
 */
final class ShutdownMessage {

	private final byte[] text;

	private boolean told;

	ShutdownMessage(byte[] text) {
		this.text = text;
	}

	/**
	 * Any thread: tell it, unless that was done.
	 */
	synchronized void tell(OutboundQueue outbound) {
		if (!this.told) {
			this.told = true;
			outbound.reply(this.text);
		}
	}

	synchronized boolean isTold() {
		return this.told;
	}

}
