package io.netpool.tcp.server;

import org.jspecify.annotations.Nullable;

/**
 * The messages that wait on a lane: a bounded queue from one I/O thread to one runner at
 * a time, without locks and, while it is empty and was never used, without memory.
 * <p>
 * Messages lie in a chain of small arrays, each with a link to the next in its last
 * element. The producer makes what it has put visible once per batch, by
 * {@link #publish()}; the consumer makes visible what it took once per run, by
 * {@link #release()}. Between runners, the lane's state orders what the consumer side
 * wrote.
 */
final class MessageQueue {

	private static final int CHUNK = 16;

	private final int capacity;

	// the producer's

	private @Nullable Object @Nullable [] tail;

	private int tailIndex;

	private int produced;

	private @Nullable Object @Nullable [] first;

	private volatile int published;

	// the consumer's

	private @Nullable Object @Nullable [] head;

	private int headIndex;

	private int consumed;

	private volatile int released;

	MessageQueue(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Producer: whether no further message may be put.
	 */
	boolean isFull() {
		return this.produced - this.released >= this.capacity;
	}

	/**
	 * Producer: whether so many have been taken that putting may begin again.
	 */
	boolean isHalfEmpty() {
		return this.produced - this.released <= this.capacity / 2;
	}

	/**
	 * Producer: put a message, which the consumer sees after {@link #publish()}.
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
	}

	/**
	 * Producer: let the consumer see what was put. Sequentially consistent, so that a
	 * producer that then reads the lane's state, and a consumer that wrote the state and
	 * then looks here, can't miss each other.
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
	 * Consumer: take a message.
	 * @return the oldest message, or {@code null}
	 */
	@Nullable Object poll() {
		if (this.consumed == this.published) {
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
			throw new IllegalStateException("A published message has no place");
		}
		Object message = array[this.headIndex];
		array[this.headIndex++] = null;
		this.consumed++;
		return message;
	}

	/**
	 * Consumer: give the producer the room of what was taken.
	 */
	void release() {
		if (this.released != this.consumed) {
			this.released = this.consumed;
		}
	}

	/**
	 * Any thread: whether everything that was published has been taken and released.
	 */
	boolean isEmpty() {
		return this.published == this.released;
	}

	/**
	 * Any thread: how many messages wait or are in a runner's hands, at about this
	 * moment.
	 */
	int size() {
		return Math.max(0, this.published - this.released);
	}

}
