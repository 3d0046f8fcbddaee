package io.netpool.tcp.handler;

/**
 * How much of several replies is sent before the client must have been sent all of it:
 * enough for one write to be worth it, and little compared with what a connection may
 * have pending. Used by one thread at a time.
 */
final class ReplyBatch {

	static final int MESSAGES = 32;

	static final int BYTES = 32 * 1024;

	private int messages;

	private int bytes;

	/**
	 * Add a reply.
	 * @param reply a {@link String}, of which the length is near enough, or
	 * {@code byte[]}
	 * @return whether the batch is full; the next reply begins another
	 */
	boolean add(Object reply) {
		this.messages++;
		this.bytes += (reply instanceof byte[] array) ? array.length : ((String) reply).length();
		boolean full = this.messages >= MESSAGES || this.bytes >= BYTES;
		if (full) {
			this.messages = 0;
			this.bytes = 0;
		}
		return full;
	}

}
