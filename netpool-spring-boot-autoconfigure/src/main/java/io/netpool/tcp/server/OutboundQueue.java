package io.netpool.tcp.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.settings.OutboundSettings;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, in order: replies from its lane and messages from
 * any thread, as payloads. Any thread adds; its I/O thread takes.
 * <p>
 * Bytes count as pending from {@link #add} until they were written to the socket, so a
 * client that does not read can't fill the heap. The lock is the connection's own and
 * nothing blocks while holding it.
 */
final class OutboundQueue {

	/**
	 * Between messages: TLS starts here.
	 */
	static final Object TLS_START = new Object();

	private static final byte[] NOTHING = {};

	private final long maxPending;

	private @Nullable Queue<Object> queue;

	private volatile long pending;

	private volatile boolean closed;

	private @Nullable CompletableFuture<Void> room;

	OutboundQueue(OutboundSettings settings) {
		this.maxPending = settings.maxPending();
	}

	/**
	 * Add a message from outside the lane, if there is room. A single message that is
	 * larger than the bound is let through when nothing else waits.
	 */
	synchronized Admission offer(Tracked message) {
		if (this.closed) {
			return Admission.CLOSED;
		}
		int length = message.payload().length;
		if (!hasRoom(length)) {
			return Admission.FULL;
		}
		add(message, length);
		return Admission.ADDED;
	}

	private boolean hasRoom(int length) {
		return this.pending == 0 || this.pending + length <= this.maxPending;
	}

	/**
	 * Add a reply. There is always room, since a lane rests while {@link #isFull()}.
	 */
	synchronized void reply(byte[] payload) {
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
	 * Any thread: whether more is pending than may be.
	 */
	boolean isFull() {
		return this.pending > this.maxPending;
	}

	/**
	 * Any thread: whether everything was written.
	 */
	boolean isEmpty() {
		return this.pending == 0 && !hasQueued();
	}

	synchronized boolean hasQueued() {
		return this.queue != null && !this.queue.isEmpty();
	}

	/**
	 * Any thread: whether no further message is taken.
	 */
	boolean isClosed() {
		return this.closed;
	}

	long pending() {
		return this.pending;
	}

	/**
	 * I/O thread: take payloads of at most so many bytes, but at least one if there is
	 * one, and none behind a {@link #TLS_START}.
	 * @return how many were put into the array
	 */
	synchronized int take(@Nullable Object[] into, int maxBytes) {
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
	 * The lane: frame what is added from now on in another way.
	 */
	synchronized void change(FramingChange change) {
		if (!this.closed) {
			add(change, 0);
		}
	}

	/**
	 * The lane: start TLS behind this reply, which nothing else can come between.
	 */
	synchronized void startTls(byte[] reply) {
		if (!this.closed) {
			add(reply, reply.length);
			add(TLS_START, 0);
		}
	}

	/**
	 * What is to be framed of something that was taken; a change between messages has
	 * nothing.
	 */
	static byte[] payload(@Nullable Object item) {
		if (item instanceof Tracked tracked) {
			return tracked.payload();
		}
		return (item instanceof byte[] bytes) ? bytes : NOTHING;
	}

	/**
	 * I/O thread: so many bytes of payload are no longer pending.
	 * @return whether this made room: less than half of what may be pending is
	 */
	boolean written(long bytes) {
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
	 * What a sender that found no room waits for before it tries again.
	 * @param length of what it has to send
	 * @return completes when there is room or the connection is closed
	 */
	synchronized CompletableFuture<Void> room(int length) {
		if (this.closed || hasRoom(length)) {
			return CompletableFuture.completedFuture(null);
		}
		if (this.room == null) {
			this.room = new CompletableFuture<>();
		}
		return this.room;
	}

	/**
	 * Any thread: take no further messages, and leave what is queued.
	 */
	void close() {
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
	 * What became of a message that was to be added.
	 */
	enum Admission {

		ADDED, FULL, CLOSED

	}

	/**
	 * A message whose sender wants to know when it was written.
	 *
	 * @param payload the payload
	 * @param result told by the I/O thread
	 */
	record Tracked(byte[] payload, SendResult result) {

	}

	/**
	 * Between messages: from here on, another framing.
	 *
	 * @param framing the framing, of this connection
	 */
	record FramingChange(TcpFraming framing) {

	}

}
