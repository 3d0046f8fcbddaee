package io.netpool.tcp.server.leader;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * Which thread leads an event loop, and whether it is in a handler. Two lead in turn.
 * <p>
 * It is a variant of the pattern Leader/Followers (D. Schmidt, M. Stal, H. Rohnert, F.
 * Buschmann: Pattern-Oriented Software Architecture, volume 2, 2000). There, a leader
 * promotes a follower before it handles each event. Here, it keeps the event loop, and a
 * watchdog promotes the follower only if the handler blocks, so that a message for a
 * quick handler needs no other thread. A replaced leader finishes its handler as any
 * other handler thread would, and is the follower then.
 * <ul>
 * <li>While {@link #role} is a thread, this thread is that of the event loop, and no
 * other touches what is confined to the event loop.</li>
 * <li>While it is a {@link Leader}, the leader is in a handler, and no thread is that of
 * the event loop. Whoever replaces it by the follower's thread has promoted the
 * follower.</li>
 * <li>A leader enters a handler only while there is a follower, which stays one until it
 * is promoted.</li>
 * </ul>
 * What the old leader did before it entered the handler happens-before what the new one
 * does, by the writes and reads of {@link #role}.
 */
final class Leadership {

	private static final AtomicReferenceFieldUpdater<Leadership, Object> ROLE = AtomicReferenceFieldUpdater
		.newUpdater(Leadership.class, Object.class, "role");

	private static final AtomicReferenceFieldUpdater<Leadership, Leader> FOLLOWER = AtomicReferenceFieldUpdater
		.newUpdater(Leadership.class, Leader.class, "follower");

	private final Replacement replacement;

	private volatile @Nullable Object role;

	private volatile @Nullable Leader follower;

	/**
	 * Number of times that a leader has entered a handler. Written before {@link #role}
	 * by the leader, and read after it.
	 */
	private int handlerEntries;

	Leadership(Replacement replacement) {
		this.replacement = replacement;
	}

	/**
	 * Any thread: whether a thread is that of the event loop.
	 */
	boolean isEventLoop(Thread thread) {
		return this.role == thread;
	}

	/**
	 * Called once, before all else: a thread leads.
	 */
	void begin(Leader first) {
		this.role = first.thread();
	}

	boolean hasFollower() {
		return this.follower != null;
	}

	@Nullable Leader follower() {
		return this.follower;
	}

	/**
	 * Called by a thread that does not lead: it may be promoted from now on.
	 */
	void follow(Leader me) {
		this.follower = me;
	}

	/**
	 * Called by a follower, until it is promoted.
	 * @return whether it leads now
	 */
	boolean isPromoted(Leader me) {
		if (this.role != me.thread()) {
			return false;
		}
		// unless the one before has returned meanwhile, and follows
		FOLLOWER.compareAndSet(this, me, null);
		return true;
	}

	void enterHandler(Leader me) {
		this.handlerEntries++;
		this.role = me;
	}

	boolean leaveHandler(Leader me) {
		return ROLE.compareAndSet(this, me, me.thread());
	}

	boolean isReplaced(Leader me) {
		return this.role != me;
	}

	/**
	 * Any thread: the leader that is in a handler, {@code null} if none is.
	 */
	@Nullable Leader inHandler() {
		return (this.role instanceof Leader leader) ? leader : null;
	}

	/**
	 * Any thread that has just called {@link #inHandler()}: the number of times that a
	 * leader has entered a handler.
	 */
	int handlerEntries() {
		return this.handlerEntries;
	}

	/**
	 * Any thread: promotes the follower if a leader is in a handler.
	 * @return whether this call has replaced it
	 */
	boolean replace(Leader leader) {
		Leader next = this.follower;
		if (next == null || !ROLE.compareAndSet(this, leader, next.thread())) {
			return false;
		}
		this.replacement.replaced(next, leader);
		leader.work().leaderReplaced();
		return true;
	}

	/**
	 * Called by the leader, which is not in a handler: another thread leads from now on.
	 */
	void handOver(Leader next) {
		this.role = next.thread();
	}

	/**
	 * Any thread: a thread is about to be interrupted, which must not hit an event loop.
	 * @return whether it may be: it is none, or was replaced
	 */
	boolean mayInterrupt(Thread thread) {
		Object now = this.role;
		if (now instanceof Leader leader && leader.thread() == thread) {
			replace(leader);
			now = this.role;
		}
		return now != thread && !(now instanceof Leader leader && leader.thread() == thread);
	}

	/**
	 * What is called when a leader was replaced.
	 */
	@FunctionalInterface
	interface Replacement {

		/**
		 * Called by the thread that has replaced a leader: wakes the next one.
		 */
		void replaced(Leader next, Leader before);

	}

}
