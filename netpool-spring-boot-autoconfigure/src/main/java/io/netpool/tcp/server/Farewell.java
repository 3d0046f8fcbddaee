package io.netpool.tcp.server;

/**
 * What a client is told when the pool is about to stop: one message, framed as others
 * are, behind the reply to the message that is being handled.
 */
final class Farewell {

	private final byte[] text;

	private boolean told;

	Farewell(byte[] text) {
		this.text = text;
	}

	/**
	 * Any thread: tell it, unless that was done.
	 */
	synchronized void tell(Outbound outbound) {
		if (!this.told) {
			this.told = true;
			outbound.reply(this.text);
		}
	}

	synchronized boolean isTold() {
		return this.told;
	}

}
