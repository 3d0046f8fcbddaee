package io.netpool.tcp.server.handshake;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.netty.util.concurrent.EventExecutor;

/**
 * Limits the time that an event loop spends on TLS handshakes in one turn, so that a
 * flood of them does not stop established connections. Confined to the event loop, except
 * where a method says otherwise.
 * <p>
 * A step of a handshake, the server's answer to what a client has sent, costs up to some
 * milliseconds, mostly for a signature. Netty reads from all sockets that are ready in
 * one turn, so that a thousand clients that connect at once would have their steps before
 * any established connection is served again. Here, each step waits in this queue; a turn
 * takes steps until {@link #TIME_PER_TURN} has passed, at least one, and the rest waits
 * for the next turn, which serves the sockets first.
 * <p>
 * The number of open handshakes is not limited: clients that stall in theirs would take
 * all the places. Such a client does not wait here, since only received bytes do. Nor do
 * steps run on other threads (the {@code delegatedTaskExecutor} of an
 * {@code SslHandler}): these would compete with event loops and handlers for the same
 * processors, with a queue that has to be limited as well, and BoringSSL would have to be
 * switched to its asynchronous mode.
 * <p>
 * Clients that begin and those that go on take turns. In the order of arrival alone, the
 * last step of the first client would follow the first steps of all others, and with more
 * of these than there is time for, every handshake would time out. If all that go on came
 * first, clients that send a byte at a time would keep others from beginning.
 */
public final class HandshakeQueue implements Runnable {

	/**
	 * Time for handshakes in one turn, after which no further step begins.
	 */
	static final long TIME_PER_TURN = TimeUnit.MILLISECONDS.toNanos(1);

	private final EventExecutor loop;

	private final LongSupplier nanoTime;

	private final Set<HandshakeGate> beginning = new LinkedHashSet<>();

	private final Set<HandshakeGate> goingOn = new LinkedHashSet<>();

	private boolean preferBeginning;

	private boolean scheduled;

	private volatile int active;

	private volatile int waiting;

	public HandshakeQueue(EventExecutor loop) {
		this(loop, System::nanoTime);
	}

	HandshakeQueue(EventExecutor loop, LongSupplier nanoTime) {
		this.loop = loop;
		this.nanoTime = nanoTime;
	}

	/**
	 * Creates the handler that must precede the TLS handler of a connection.
	 * @param inProgress whether the connection's handshake has not ended yet
	 */
	public HandshakeGate gate(BooleanSupplier inProgress) {
		return new HandshakeGate(this, inProgress);
	}

	/**
	 * Called when a handshake begins.
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	public void begun() {
		this.active++;
	}

	/**
	 * Called when a handshake has ended.
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	public void ended() {
		this.active--;
	}

	/**
	 * Any thread: the number of handshakes in progress.
	 */
	public int active() {
		return this.active;
	}

	/**
	 * Any thread: the number of handshakes that wait for their next step.
	 */
	public int waiting() {
		return this.waiting;
	}

	void add(HandshakeGate gate, boolean begins) {
		(begins ? this.beginning : this.goingOn).add(gate);
		changed();
	}

	/**
	 * Removes a connection that has been closed.
	 */
	void remove(HandshakeGate gate) {
		if (this.beginning.remove(gate) || this.goingOn.remove(gate)) {
			changed();
		}
	}

	private void changed() {
		this.waiting = this.beginning.size() + this.goingOn.size();
		if (this.waiting > 0 && !this.scheduled) {
			this.scheduled = true;
			// a task that is executed by a task would run in the same turn
			this.loop.schedule(this, 0, TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public void run() {
		long began = this.nanoTime.getAsLong();
		try {
			while (this.waiting > 0) {
				next().step();
				if (this.nanoTime.getAsLong() - began >= TIME_PER_TURN) {
					break;
				}
			}
		}
		finally {
			this.scheduled = false;
			changed();
		}
	}

	private HandshakeGate next() {
		this.preferBeginning = !this.preferBeginning;
		boolean begins = this.goingOn.isEmpty() || (this.preferBeginning && !this.beginning.isEmpty());
		Iterator<HandshakeGate> gates = (begins ? this.beginning : this.goingOn).iterator();
		HandshakeGate next = gates.next();
		gates.remove();
		this.waiting = this.beginning.size() + this.goingOn.size();
		return next;
	}

}
