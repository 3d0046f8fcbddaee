package io.netpool.tcp.handler.reply;

/**
 * Limits how many of several replies are sent before the sender waits until they have
 * been written: enough for an efficient write, and little compared with
 * {@code outbound.max-pending}. Used by one thread at a time.
 */
public final class ReplyBatch {

	public static final int MESSAGES = 32;

	public static final int BYTES = 32 * 1024;

	private int messages;

	private int bytes;

	/**
	 * Adds a reply.
	 * @param reply {@code byte[]}, or a {@link String}, whose length approximates its
	 * size in bytes
	 * @return {@code true} if the batch is full; the next reply begins a new one
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
