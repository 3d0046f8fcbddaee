package io.netpool.tcp.server.lane;

import org.jspecify.annotations.Nullable;

/**
 * The queue of a lane: a single-producer queue from the event loop to one runner at a
 * time, without locks, and without memory until it is first used. It is bounded in
 * messages and in bytes.
 * <p>
 * Messages are stored in a chain of small arrays, each with a link to the next in its
 * last element. The producer publishes what it has put once per batch, by
 * {@link #publish()}; the consumer gives back the room of what it took once per run, by
 * {@link #release()}. Between runners, the state of the lane orders the writes of the
 * consumer side.
 */
final class MessageQueue {

	private static final int CHUNK = 16;

	/**
	 * Number of bytes from which on the queue is full. One message may exceed it.
	 */
	static final int MAX_BYTES = 1024 * 1024;

	/**
	 * What a message costs besides its characters or bytes: its objects and its place in
	 * the queue.
	 */
	private static final int MESSAGE_OVERHEAD = 64;

	private final int capacity;

	// confined to the producer

	private @Nullable Object @Nullable [] tail;

	private int tailIndex;

	private int produced;

	private int producedBytes;

	private @Nullable Object @Nullable [] first;

	private volatile int published;

	// confined to the consumer

	private @Nullable Object @Nullable [] head;

	private int headIndex;

	private int consumed;

	private int consumedBytes;

	private int lastBytes;

	/**
	 * Written before, and read after {@link #released}.
	 */
	private int releasedBytes;

	private volatile int released;

	MessageQueue(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Producer: whether no further message may be put.
	 */
	boolean isFull() {
		return this.produced - this.released >= this.capacity || isFullOfBytes();
	}

	/**
	 * Producer: whether the queue is full of bytes, however many messages they are.
	 */
	boolean isFullOfBytes() {
		return bytes() >= MAX_BYTES;
	}

	/**
	 * Producer: whether at most half of the bytes is used, however many messages they
	 * are.
	 */
	boolean isHalfEmptyOfBytes() {
		return bytes() <= MAX_BYTES / 2;
	}

	/**
	 * Consumer: whether a message was published that has not been taken.
	 */
	boolean hasNext() {
		return this.consumed != this.published;
	}

	/**
	 * Producer: whether at most half of the capacity is used.
	 */
	boolean isHalfEmpty() {
		return this.produced - this.released <= this.capacity / 2 && isHalfEmptyOfBytes();
	}

	/**
	 * Producer: the bytes of the messages that are queued or being handled.
	 */
	int bytes() {
		int messages = this.produced - this.released;
		return (messages > 0) ? this.producedBytes - this.releasedBytes : 0;
	}

	/**
	 * Returns the bytes that a message costs at most: two per character of a text, and
	 * those of its frame for an object.
	 */
	private static int bytesOf(Object message) {
		if (message instanceof String text) {
			return 2 * text.length() + MESSAGE_OVERHEAD;
		}
		if (message instanceof byte[] bytes) {
			return bytes.length + MESSAGE_OVERHEAD;
		}
		return (message instanceof ParsedMessage parsed) ? parsed.bytes() + MESSAGE_OVERHEAD : 0;
	}

	/**
	 * Producer: puts a message, which the consumer sees after {@link #publish()}.
	 */
	void put(Object message) {
		@Nullable Object[] array = this.tail;
		if (array == null) {
			array = new Object[CHUNK + 1];
			this.first = array;
			this.tail = array;
		}
		else if (this.tailIndex == CHUNK) {
			@Nullable Object[] next = new Object[CHUNK + 1];
			array[CHUNK] = next;
			array = next;
			this.tail = next;
			this.tailIndex = 0;
		}
		array[this.tailIndex++] = message;
		this.produced++;
		this.producedBytes += bytesOf(message);
	}

	/**
	 * Producer: makes what was put visible to the consumer. Sequentially consistent, so
	 * that a producer that then reads the lane's state, and a consumer that wrote the
	 * state and then looks here, cannot miss each other.
	 * @return whether there was anything new
	 */
	boolean publish() {
		if (this.published == this.produced) {
			return false;
		}
		this.published = this.produced;
		return true;
	}

	/**
	 * Consumer: takes a message.
	 * @return the oldest message, or {@code null}
	 */
	@Nullable Object poll() {
		if (!hasNext()) {
			return null;
		}
		@Nullable Object[] array = this.head;
		if (array == null) {
			array = this.first;
			this.first = null;
		}
		else if (this.headIndex == CHUNK) {
			array = (Object[]) array[CHUNK];
			this.headIndex = 0;
		}
		this.head = array;
		if (array == null) {
			throw new IllegalStateException("A published message is missing");
		}
		Object message = array[this.headIndex];
		array[this.headIndex++] = null;
		this.consumed++;
		if (message != null) {
			this.lastBytes = bytesOf(message);
			this.consumedBytes += this.lastBytes;
		}
		return message;
	}

	/**
	 * Consumer: gives the room of what was taken back to the producer.
	 */
	void release() {
		release(this.consumed, this.consumedBytes);
	}

	/**
	 * Consumer: gives the room of what was taken back to the producer, except that of the
	 * last message, which is still being handled.
	 */
	void releaseAllButLast() {
		release(this.consumed - 1, this.consumedBytes - this.lastBytes);
	}

	private void release(int handled, int bytes) {
		if (this.released != handled) {
			this.releasedBytes = bytes;
			this.released = handled;
		}
	}

	/**
	 * Any thread: whether everything that was published has been taken and released.
	 */
	boolean isEmpty() {
		return this.published == this.released;
	}

	/**
	 * Any thread: the number of messages that are queued or being handled, at about this
	 * moment.
	 */
	int size() {
		return Math.max(0, this.published - this.released);
	}

}
