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
 * client that does not read cannot fill the heap. The lock is the connection's own, and
 * nothing blocks while holding it.
 */
public final class OutboundQueue {

	/**
	 * Marks the place in the queue after which TLS starts.
	 */
	public static final Object TLS_START = new Object();

	private static final byte[] NOTHING = {};

	private final long maxPending;

	private @Nullable Queue<Object> queue;

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
		int length = message.payload().length;
		if (!hasRoom(length)) {
			return OfferResult.FULL;
		}
		add(message, length);
		return OfferResult.ADDED;
	}

	private boolean hasRoom(int length) {
		return this.pending == 0 || this.pending + length <= this.maxPending;
	}

	/**
	 * Adds a reply. There is always room, since the lane stalls while {@link #isFull()}.
	 */
	public synchronized void reply(byte[] payload) {
		if (!this.closed) {
			add(payload, payload.length);
		}
	}

	private void add(Object item, int length) {
		if (this.queue == null) {
			this.queue = new ArrayDeque<>();
		}
		this.queue.add(item);
		this.pending += length;
	}

	/**
	 * Any thread: whether more bytes are pending than allowed.
	 */
	public boolean isFull() {
		return this.pending > this.maxPending;
	}

	/**
	 * Any thread: whether everything was written.
	 */
	public boolean isEmpty() {
		return this.pending == 0 && !hasQueued();
	}

	public synchronized boolean hasQueued() {
		return this.queue != null && !this.queue.isEmpty();
	}

	/**
	 * Any thread: whether no further message is accepted.
	 */
	public boolean isClosed() {
		return this.closed;
	}

	public long pending() {
		return this.pending;
	}

	/**
	 * Event loop: takes payloads of at most this number of bytes, but at least one if
	 * there is one, and none after {@link #TLS_START}.
	 * @return the number of items put into the array
	 */
	public synchronized int take(@Nullable Object[] into, int maxBytes) {
		int taken = 0;
		long bytes = 0;
		while (taken < into.length && bytes < maxBytes) {
			Object item = (this.queue != null) ? this.queue.poll() : null;
			if (item == null) {
				break;
			}
			into[taken++] = item;
			bytes += payload(item).length;
			if (item == TLS_START) {
				break;
			}
		}
		return taken;
	}

	/**
	 * Lane: changes the framing of what is added from now on.
	 */
	public synchronized void change(FramingChange change) {
		if (!this.closed) {
			add(change, 0);
		}
	}

	/**
	 * Lane: starts TLS after this reply, with nothing in between.
	 */
	public synchronized void startTls(byte[] reply) {
		if (!this.closed) {
			add(reply, reply.length);
			add(TLS_START, 0);
		}
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
	 * Event loop: these bytes of payload are no longer pending.
	 * @return whether at most half of the limit is pending
	 */
	public boolean written(long bytes) {
		CompletableFuture<Void> waiting = null;
		boolean roomy;
		synchronized (this) {
			this.pending -= bytes;
			roomy = this.pending <= this.maxPending / 2;
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
	 * A message whose sender is notified when it was written.
	 *
	 * @param payload the payload
	 * @param result completed by the event loop
	 */
	public record Tracked(byte[] payload, SendResult result) {

	}

	/**
	 * Marks the place in the queue after which another framing is used.
	 *
	 * @param framing the framing, of this connection
	 */
	public record FramingChange(TcpFraming framing) {

	}

}
