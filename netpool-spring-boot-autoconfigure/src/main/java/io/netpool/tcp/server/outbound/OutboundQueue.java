package io.netpool.tcp.server.outbound;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.settings.OutboundSettings;
import org.jspecify.annotations.Nullable;

/**
 * The queue of payloads to be sent on one connection, in order: replies of its lane and
 * messages from any thread. Any thread adds; the event loop takes.
 * <p>
 * Bytes are pending from {@link #add} until they were written to the socket, so that a
 * client that does not read cannot fill the heap. Each item counts {@link #OVERHEAD}
 * bytes more than its payload, for the memory of the item itself; so bytes are pending
 * whenever anything is queued, also if its payload is empty. The lock is the connection's
 * own, and nothing blocks while holding it.
 */
public final class OutboundQueue {

	/**
	 * Marks the place in the queue after which TLS starts.
	 */
	public static final Object TLS_START = new Object();

	/**
	 * Estimated bytes of memory that an item needs besides those of its payload.
	 */
	public static final int OVERHEAD = 64;

	/**
	 * Number of items above which the memory of the queue is not kept after they were
	 * taken.
	 */
	private static final int MAX_KEPT_CAPACITY = 256;

	private static final byte[] NOTHING = {};

	private final long maxPending;

	private @Nullable Queue<Object> queue;

	/**
	 * Whether the queue has had more than {@link #MAX_KEPT_CAPACITY} items.
	 */
	private boolean large;

	private volatile long pending;

	private volatile boolean closed;

	private @Nullable CompletableFuture<Void> room;

	public OutboundQueue(OutboundSettings settings) {
		this.maxPending = settings.maxPending();
	}

	/**
	 * Adds a message from outside the lane, if there is room. A message that is larger
	 * than the limit is added if nothing else is pending.
	 */
	public synchronized OfferResult offer(Tracked message) {
		if (this.closed) {
			return OfferResult.CLOSED;
		}
		if (!hasRoom(message.payload().length)) {
			return OfferResult.FULL;
		}
		add(message);
		return OfferResult.ADDED;
	}

	private boolean hasRoom(int length) {
		return this.pending == 0 || fits(length);
	}

	private boolean fits(int length) {
		return this.pending + length + OVERHEAD <= this.maxPending;
	}

	/**
	 * Adds a reply, also where there is no room: the lane stalls while {@link #isFull()}.
	 * @return whether there was room, or the queue is closed and the reply is discarded
	 */
	public boolean reply(byte[] payload) {
		return reply(payload, null);
	}

	/**
	 * Adds a reply, and changes the framing of what is added from then on.
	 * @param change the change, {@code null} for none
	 * @return whether there was room, or the queue is closed and the reply is discarded
	 */
	public synchronized boolean reply(byte[] payload, @Nullable FramingChange change) {
		if (this.closed) {
			return true;
		}
		boolean roomy = hasRoomForReply(payload.length);
		add(payload);
		if (change != null) {
			add(change);
		}
		return roomy;
	}

	/**
	 * Adds one of several replies, also where there is no room.
	 */
	public synchronized ReplyResult reply(Tracked reply) {
		if (this.closed) {
			return ReplyResult.CLOSED;
		}
		boolean roomy = hasRoomForReply(reply.payload().length);
		add(reply);
		return roomy ? ReplyResult.ADDED : ReplyResult.OVERFLOWED;
	}

	/**
	 * A reply that alone is larger than the limit is sent where a lane goes on that was
	 * stalled, so that a client can get several of them in a row.
	 */
	private boolean hasRoomForReply(int length) {
		boolean larger = length + OVERHEAD > this.maxPending;
		return fits(length) || (larger && isRoomy());
	}

	private void add(Object item) {
		if (this.queue == null) {
			this.queue = new ArrayDeque<>();
		}
		this.queue.add(item);
		this.pending += charge(1, payload(item).length);
	}

	private static long charge(int items, long bytes) {
		return bytes + (long) items * OVERHEAD;
	}

	/**
	 * Any thread: whether more bytes are pending than allowed.
	 */
	public boolean isFull() {
		return this.pending > this.maxPending;
	}

	private boolean isRoomy() {
		return this.pending <= this.maxPending / 2;
	}

	/**
	 * Any thread: whether everything was written.
	 */
	public boolean isEmpty() {
		return this.pending == 0;
	}

	/**
	 * Any thread: whether no further message is accepted.
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Any thread: the bytes that are pending, {@link #OVERHEAD} included.
	 */
	public long pending() {
		return this.pending;
	}

	/**
	 * Event loop: takes payloads of at most this number of bytes, but at least one if
	 * there is one, and none after {@link #TLS_START}.
	 * @return the number of items put into the array
	 */
	public synchronized int take(@Nullable Object[] into, int maxBytes) {
		Queue<Object> items = this.queue;
		if (items == null) {
			return 0;
		}
		this.large |= items.size() > MAX_KEPT_CAPACITY;
		int taken = 0;
		long bytes = 0;
		while (taken < into.length && bytes < maxBytes) {
			Object item = items.poll();
			if (item == null) {
				break;
			}
			into[taken++] = item;
			bytes += payload(item).length;
			if (item == TLS_START) {
				break;
			}
		}
		if (this.large && items.isEmpty()) {
			this.large = false;
			this.queue = null;
		}
		return taken;
	}

	/**
	 * Lane: changes the framing of what is added from now on.
	 */
	public synchronized void change(FramingChange change) {
		if (!this.closed) {
			add(change);
		}
	}

	/**
	 * Lane: starts TLS after this reply, with nothing in between.
	 */
	public synchronized void startTls(byte[] reply) {
		if (!this.closed) {
			add(reply);
			add(TLS_START);
		}
	}

	/**
	 * Any thread: removes a message that has not been taken. It stays pending until it is
	 * {@link #written}.
	 * @return whether it was removed
	 */
	public synchronized boolean remove(Tracked message) {
		return this.queue != null && this.queue.remove(message);
	}

	/**
	 * Returns the payload of an item that was taken; a framing change has none.
	 */
	public static byte[] payload(@Nullable Object item) {
		if (item instanceof Tracked tracked) {
			return tracked.payload();
		}
		return (item instanceof byte[] bytes) ? bytes : NOTHING;
	}

	/**
	 * Event loop: items that were taken are no longer pending.
	 * @param items the number of items
	 * @param bytes the bytes of their payloads
	 * @return whether at most half of the limit is pending
	 */
	public boolean written(int items, long bytes) {
		CompletableFuture<Void> waiting = null;
		boolean roomy;
		synchronized (this) {
			this.pending -= charge(items, bytes);
			roomy = isRoomy();
			if (roomy) {
				waiting = this.room;
				this.room = null;
			}
		}
		if (waiting != null) {
			waiting.complete(null);
		}
		return roomy;
	}

	/**
	 * Returns what a sender waits for that found no room.
	 * @param length the bytes that it has to send
	 * @return completes when there is room or the queue is closed
	 */
	public synchronized CompletableFuture<Void> room(int length) {
		if (this.closed || hasRoom(length)) {
			return CompletableFuture.completedFuture(null);
		}
		if (this.room == null) {
			this.room = new CompletableFuture<>();
		}
		return this.room;
	}

	/**
	 * Any thread: accepts no further message, and keeps what is queued.
	 */
	public void close() {
		CompletableFuture<Void> waiting;
		synchronized (this) {
			this.closed = true;
			waiting = this.room;
			this.room = null;
		}
		if (waiting != null) {
			waiting.complete(null);
		}
	}

	/**
	 * The result of {@link #offer}.
	 */
	public enum OfferResult {

		ADDED, FULL, CLOSED

	}

	/**
	 * The result of adding one of several replies.
	 */
	public enum ReplyResult {

		ADDED, OVERFLOWED, CLOSED

	}

	/**
	 * A message whose sender is notified when it was written.
	 *
	 * @param payload the payload
	 * @param result completed by the event loop
	 * @param framed whether the payload is written as a frame
	 */
	public record Tracked(byte[] payload, SendResult result, boolean framed) {

		public Tracked(byte[] payload, SendResult result) {
			this(payload, result, true);
		}

	}

	/**
	 * Marks the place in the queue after which another framing is used.
	 *
	 * @param framing the framing, of this connection
	 */
	public record FramingChange(TcpFraming framing) {

	}

}
