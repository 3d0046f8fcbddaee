package io.netpool.tcp.server.lane;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.server.lane.MessageInterpreter.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A connection's serial queue of messages: connected, then messages, then disconnected,
 * one at a time and in order, whichever threads run them. {@link LaneState} lets one
 * thread run it at a time, and {@link MessageInterpreter} handles what is queued.
 */
public final class Lane {

	private final LaneOwner owner;

	private final LaneScheduler scheduler;

	private final int capacity;

	private final MessageQueue messages;

	private final LaneState state = new LaneState();

	private final LanePace pace = new LanePace();

	private final LaneActivity activity = new LaneActivity();

	private final MessageInterpreter interpreter;

	private volatile boolean opened;

	public Lane(LaneOwner owner, LaneScheduler scheduler, TcpEndpoint endpoint, int capacity) {
		this.owner = owner;
		this.scheduler = scheduler;
		this.capacity = capacity;
		this.messages = new MessageQueue(capacity);
		this.interpreter = new MessageInterpreter(this, endpoint, this.messages, this.activity);
	}

	LaneOwner owner() {
		return this.owner;
	}

	LanePace pace() {
		return this.pace;
	}

	/**
	 * Called by the event loop before {@link #open()}: another endpoint serves the
	 * connection.
	 */
	public void endpoint(TcpEndpoint endpoint) {
		this.interpreter.endpoint(endpoint);
	}

	/**
	 * Called by the event loop when the connection is established and its protocol known.
	 */
	public void open() {
		this.opened = true;
		if (this.interpreter.open()) {
			wake();
		}
	}

	/**
	 * Any thread: whether the connection was established.
	 */
	public boolean isOpened() {
		return this.opened;
	}

	/**
	 * Any thread: whether {@code connected} has succeeded and its greeting is queued, so
	 * that the connection may be shown to others.
	 */
	public boolean isWelcomed() {
		return this.opened && this.interpreter.isWelcomed();
	}

	/**
	 * Event loop: whether no further message may be put. A lane for one message handles
	 * each before the next frame is decoded, and {@code connected} before the first.
	 */
	public boolean isFull() {
		return this.messages.isFull() || awaitsGreeting();
	}

	/**
	 * Event loop: whether at most half of the capacity is used.
	 */
	public boolean isHalfEmpty() {
		return this.messages.isHalfEmpty() && !awaitsGreeting();
	}

	/**
	 * Event loop: whether no further message may be put while an answer is expected: the
	 * handler that has to make room may wait for it.
	 */
	public boolean isFullOfBytes() {
		return this.messages.isFullOfBytes();
	}

	/**
	 * Event loop: whether at most half of the bytes is used.
	 */
	public boolean isHalfEmptyOfBytes() {
		return this.messages.isHalfEmptyOfBytes();
	}

	/**
	 * Runner: whether messages after the one being handled were decoded.
	 */
	public boolean hasNext() {
		return this.messages.hasNext();
	}

	/**
	 * Event loop: the bytes of the messages that are queued or being handled.
	 */
	public int bytes() {
		return this.messages.bytes();
	}

	private boolean awaitsGreeting() {
		return this.capacity == 1 && !this.interpreter.isWelcomed();
	}

	/**
	 * Event loop: queues a message, which is handled after {@link #publish()}.
	 */
	public void put(Object message) {
		this.messages.put(message);
	}

	/**
	 * Event loop: has queued messages handled.
	 */
	public void publish() {
		if (this.messages.publish()) {
			wake();
		}
	}

	/**
	 * Runner: discards messages that were received before {@link #secured()}.
	 */
	public void discardUntilTls() {
		this.interpreter.discardUntilTls();
	}

	/**
	 * Runner: whether TLS has been requested and has not started.
	 */
	public boolean isDiscardingUntilTls() {
		return this.interpreter.isDiscardingUntilTls();
	}

	/**
	 * Event loop: TLS has started, so that messages put from now on are handled again.
	 */
	public void secured() {
		this.interpreter.secured();
		publish();
	}

	/**
	 * Event loop: the connection is closed. What is queued is handled, then
	 * {@code disconnected} is called.
	 */
	public void close(CloseReason reason) {
		if (this.interpreter.close(reason, isIdle())) {
			wake();
		}
	}

	private void wake() {
		if (this.state.wake()) {
			this.scheduler.ready(this);
		}
	}

	/**
	 * Event loop: the client has read, or never will. A lane that waited for that goes
	 * on.
	 */
	public void unstall() {
		if (this.state.unstall()) {
			this.scheduler.ready(this);
		}
	}

	/**
	 * The thread that completed a reply: a lane that rested goes on.
	 */
	void resume() {
		if (this.state.resume()) {
			this.owner.laneRan();
			this.scheduler.ready(this);
		}
	}

	/**
	 * Any thread: whether the lane rests, since the reply to a message is not complete.
	 */
	public boolean isResting() {
		return this.interpreter.pendingReply() != null;
	}

	/**
	 * Any thread: the number of replies that the source of the pending reply has
	 * produced, if it is a stream of several; -1 if it is a single reply, or none is
	 * pending.
	 */
	public long repliesProduced() {
		PendingReply pending = this.interpreter.pendingReply();
		return (pending != null) ? pending.produced() : -1;
	}

	/**
	 * Any thread: cancels the pending reply, if any, so that the lane goes on.
	 */
	public void cancelReply(Throwable reason) {
		if (this.interpreter.cancelReply(reason)) {
			resume();
		}
	}

	/**
	 * Event loop: the socket is closed. What was received is handled, and no asynchronous
	 * reply is awaited.
	 */
	public void connectionLost() {
		if (this.interpreter.connectionLost()) {
			resume();
		}
	}

	/**
	 * Any thread: handles no further message.
	 */
	public void discard() {
		this.interpreter.discard();
	}

	/**
	 * Any thread: whether no further message is handled.
	 */
	public boolean isDiscarding() {
		return this.interpreter.isDiscarding();
	}

	/**
	 * Any thread: whether the calling thread is running this lane.
	 */
	public boolean isCurrent() {
		return this.activity.thread() == Thread.currentThread();
	}

	/**
	 * Whether every message was handled and none is being handled: exact on the event
	 * loop, elsewhere at about this moment.
	 */
	public boolean isIdle() {
		return this.state.isIdle() && this.messages.isEmpty();
	}

	/**
	 * Any thread: whether the handler has returned, and its message is handled later.
	 */
	public boolean isReplyPending() {
		return this.interpreter.isReplyPending();
	}

	/**
	 * Any thread: whether the message being handled is replied to several times.
	 */
	public boolean isSendingReplies() {
		return this.interpreter.isSendingReplies();
	}

	/**
	 * Any thread: the number of messages that are queued or being handled, at about this
	 * moment.
	 */
	public int size() {
		return this.messages.size();
	}

	/**
	 * Any thread: for how many nanoseconds the lane has been idle, 0 if it is not.
	 */
	public long idleNanos() {
		return isIdle() ? this.activity.nanosSinceRun() : 0;
	}

	/**
	 * Any thread: interrupts the handler that is running, if any.
	 */
	public void interrupt() {
		Thread current = this.activity.thread();
		if (current != null && this.scheduler.mayInterrupt(current)) {
			current.interrupt();
		}
	}

	/**
	 * Any thread: the thread that runs the lane, {@code null} if none does.
	 */
	public @Nullable Thread thread() {
		return this.activity.thread();
	}

	/**
	 * Any thread: a number that changes with each run, each message, and the end. Read
	 * {@link #thread()} first, so that the step is at least as recent.
	 */
	public int step() {
		return isDone() ? -1 : this.activity.step();
	}

	/**
	 * Any thread: whether everything was handled, {@code disconnected} included.
	 */
	public boolean isDone() {
		return this.interpreter.isDone();
	}

	/**
	 * Runner: handles what is queued, up to a maximum number of messages.
	 * @param listener called for each message
	 * @return whether there is more: the caller must then have the lane run again
	 */
	public boolean run(LaneRunListener listener) {
		Outcome outcome = Outcome.DRAINED;
		this.activity.begin();
		try {
			outcome = this.interpreter.run(listener);
		}
		catch (Throwable ex) {
			this.interpreter.abandonMessage();
			this.owner.laneFailed(ex);
		}
		finally {
			this.scheduler.ran(this, this.activity.end(this.owner.handlerTimes()), this.activity.handled());
			// an interrupt left by the last handler must not reach another lane
			Thread.interrupted();
			release();
		}
		boolean left = switch (outcome) {
			case MORE -> false;
			case RESTING -> this.state.rest();
			case STALLED -> stall();
			case DRAINED -> leave();
		};
		this.owner.laneRan();
		return !left;
	}

	/**
	 * Gives back the room of messages that have been handled. One whose reply is not
	 * complete is still being handled.
	 */
	private void release() {
		if (this.interpreter.hasMessageInHand()) {
			this.messages.releaseAllButLast();
		}
		else {
			this.messages.release();
		}
	}

	private boolean leave() {
		this.state.leave();
		return !this.interpreter.hasWork() || !this.state.wake();
	}

	private boolean stall() {
		this.state.stall();
		return this.owner.isOutboundFull() || !this.state.unstall();
	}

}
