package io.netpool.tcp.server.lane;

import java.util.Objects;
import java.util.concurrent.CancellationException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpReply;
import io.netpool.tcp.TcpReply.Later;
import io.netpool.tcp.TcpReply.Next;
import io.netpool.tcp.TcpReply.Result;
import io.netpool.tcp.TcpReply.Several;
import io.netpool.tcp.TcpReply.Step;
import org.jspecify.annotations.Nullable;

/**
 * Calls the endpoint for what a lane holds (connected, then messages, then disconnected)
 * and passes its replies to the {@link LaneOwner}. Used by the runner of the lane, one at
 * a time, except where a method says otherwise; the lane's state orders what runners
 * write.
 */
final class MessageInterpreter {

	/**
	 * Separates messages that were received in the clear from those received in TLS.
	 */
	private static final Object SECURED = new Object();

	/**
	 * Maximum number of messages handled in one run, before other lanes have their turn.
	 */
	private static final int MAX_MESSAGES_PER_RUN = 64;

	private final Lane lane;

	private final LaneOwner owner;

	/**
	 * Changed by the event loop before the lane is opened only.
	 */
	private TcpEndpoint endpoint;

	private final MessageQueue messages;

	private final LaneActivity activity;

	/**
	 * Why the connection is closed, set once by the event loop.
	 */
	private volatile @Nullable CloseReason closed;

	private volatile boolean discarding;

	/**
	 * Whether the socket is closed, so that no asynchronous reply is awaited.
	 */
	private volatile boolean lost;

	/**
	 * Whether {@code disconnected} has been called, or need not be.
	 */
	private volatile boolean done;

	/**
	 * Whether {@code connected} has been called, or need not be.
	 */
	private boolean connected;

	/**
	 * Whether {@code connected} has been called, and its greeting is not complete.
	 */
	private boolean greeting;

	/**
	 * Whether {@code connected} has succeeded and its greeting is queued, or it need not
	 * be called.
	 */
	private volatile boolean welcomed;

	/**
	 * Whether a message was taken from the queue, and its handling has not ended.
	 */
	private boolean messageInHand;

	/**
	 * The asynchronous reply that the lane rests for, or last rested for.
	 */
	private volatile @Nullable PendingReply pendingReply;

	/**
	 * The next step of the message being handled: set while the lane rests, taken by its
	 * next runner.
	 */
	private @Nullable Step nextStep;

	/**
	 * Whether the handler has returned, and its message is handled later.
	 */
	private volatile boolean replyPending;

	/**
	 * Whether the message being handled is replied to several times.
	 */
	private volatile boolean sendingReplies;

	/**
	 * Whether messages are discarded up to {@link #SECURED}.
	 */
	private boolean discardingUntilTls;

	MessageInterpreter(Lane lane, TcpEndpoint endpoint, MessageQueue messages, LaneActivity activity) {
		this.lane = lane;
		this.owner = lane.owner();
		this.endpoint = endpoint;
		this.messages = messages;
		this.activity = activity;
	}

	/**
	 * Called by the event loop before {@link #open()}: another endpoint serves the
	 * connection.
	 */
	void endpoint(TcpEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Called by the event loop when the connection is established.
	 * @return whether {@code connected} is to be called
	 */
	boolean open() {
		boolean events = this.endpoint.handlesConnectionEvents();
		this.connected = !events;
		this.welcomed = !events;
		return events;
	}

	/**
	 * Any thread: whether {@code connected} has succeeded and its greeting is queued, or
	 * it need not be called.
	 */
	boolean isWelcomed() {
		return this.welcomed;
	}

	/**
	 * Any thread: the asynchronous reply that the lane rests for, {@code null} if it
	 * rests for none.
	 */
	@Nullable PendingReply pendingReply() {
		PendingReply pending = this.pendingReply;
		return (pending != null && pending.isWaiting()) ? pending : null;
	}

	/**
	 * Any thread: cancels the asynchronous reply that the lane rests for.
	 * @return whether the caller must resume the lane
	 */
	boolean cancelReply(Throwable reason) {
		PendingReply pending = this.pendingReply;
		if (pending == null || !pending.cancel(reason)) {
			return false;
		}
		this.nextStep = pending;
		return true;
	}

	/**
	 * Called by the event loop when the socket is closed. A runner that is about to rest
	 * looks at this afterwards: one of us sees the other.
	 * @return whether the caller must resume the lane
	 */
	boolean connectionLost() {
		this.lost = true;
		return this.pendingReply != null && cancelReply(connectionClosed());
	}

	/**
	 * Runner: whether a message was taken from the queue, and its handling has not ended.
	 */
	boolean hasMessageInHand() {
		return this.messageInHand;
	}

	/**
	 * Runner: gives up the message being handled, after the lane itself failed.
	 */
	void abandonMessage() {
		this.messageInHand = false;
		this.pendingReply = null;
		this.nextStep = null;
	}

	/**
	 * Called by the event loop when TLS has started.
	 */
	void secured() {
		this.messages.put(SECURED);
	}

	void discardUntilTls() {
		this.discardingUntilTls = true;
	}

	boolean isDiscardingUntilTls() {
		return this.discardingUntilTls;
	}

	/**
	 * Called by the event loop when the connection is closed.
	 * @param idle whether nobody runs the lane and nothing is queued
	 * @return whether {@code disconnected}, or what is queued, is still to be handled
	 */
	boolean close(CloseReason reason, boolean idle) {
		if (this.lane.isOpened() && (this.endpoint.handlesConnectionEvents() || !idle)) {
			this.closed = reason;
			this.lane.connectionLost();
			return true;
		}
		// first done: a run that is just ending must not find it closed, but not done
		this.done = true;
		this.closed = reason;
		this.owner.laneClosed();
		return false;
	}

	/**
	 * Any thread: no further message is handled.
	 */
	void discard() {
		this.discarding = true;
	}

	/**
	 * Any thread.
	 */
	boolean isDiscarding() {
		return this.discarding;
	}

	/**
	 * Any thread: whether everything has been handled, {@code disconnected} included.
	 */
	boolean isDone() {
		return this.done;
	}

	/**
	 * Any thread.
	 */
	boolean isReplyPending() {
		return this.replyPending;
	}

	/**
	 * Any thread.
	 */
	boolean isSendingReplies() {
		return this.sendingReplies;
	}

	boolean hasWork() {
		return !this.messages.isEmpty() || (this.closed != null && !this.done);
	}

	/**
	 * Handles what is queued, up to {@link #MAX_MESSAGES_PER_RUN} messages, as long as
	 * the listener goes on.
	 */
	Outcome run(LaneRunListener listener) {
		for (int budget = MAX_MESSAGES_PER_RUN; budget > 0; budget--) {
			if (this.owner.isOutboundFull()) {
				return Outcome.STALLED;
			}
			// an interrupt left by one handler must not reach the next
			Thread.interrupted();
			TcpReply reply;
			Step next = this.nextStep;
			if (next != null) {
				this.nextStep = null;
				announcePendingReplies(listener);
				reply = run(next);
			}
			else if (!this.connected) {
				this.connected = true;
				reply = connect();
			}
			else {
				// read before polling: what it ends was published before it
				CloseReason reason = this.closed;
				Object message = this.messages.poll();
				if (message == null) {
					if (reason != null && !this.done) {
						disconnect(reason);
					}
					return Outcome.DRAINED;
				}
				if (message == SECURED) {
					this.discardingUntilTls = false;
					continue;
				}
				if (this.discarding || this.discardingUntilTls) {
					continue;
				}
				announcePendingReplies(listener);
				this.messageInHand = true;
				reply = handle(message);
			}
			if (reply instanceof Later later) {
				TcpReply now = later.now();
				if (now == null) {
					this.replyPending = true;
					rest(later);
					return Outcome.RESTING;
				}
				reply = now;
			}
			if (reply instanceof Result result) {
				if (result.failure() != null) {
					this.activity.messageFailed();
				}
				end(result);
				listener.messageHandled();
			}
			else {
				this.nextStep = stepOf(reply);
				this.replyPending = true;
			}
			if ((this.nextStep != null || this.messages.hasNext()) && !listener.goesOn()) {
				return Outcome.MORE;
			}
		}
		return Outcome.MORE;
	}

	/**
	 * Replies of this run are written at its end, and the next handler may take long.
	 */
	private void announcePendingReplies(LaneRunListener listener) {
		if (this.owner.hasPendingReplies()) {
			listener.repliesPending();
		}
	}

	/**
	 * Rests until the reply is complete, or cancelled. Where the connection is closed
	 * already, nobody needs it.
	 */
	private void rest(Later later) {
		PendingReply pending = new PendingReply(this, later);
		this.pendingReply = pending;
		later.whenComplete(pending);
		if (this.lost && cancelReply(connectionClosed())) {
			this.lane.resume();
		}
	}

	private static CancellationException connectionClosed() {
		return new CancellationException("The connection was closed before the reply was complete");
	}

	private TcpReply connect() {
		this.greeting = true;
		try {
			return this.endpoint.connected(this.owner.connection());
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	private TcpReply handle(Object message) {
		this.activity.messageBegins();
		try {
			Object content = (message instanceof ParsedMessage parsed) ? parsed.message() : message;
			return this.endpoint.message(this.owner.connection(), content);
		}
		catch (Throwable ex) {
			Result result = failed(ex);
			if (result.failure() == null) {
				this.activity.messageFailed();
			}
			return result;
		}
	}

	private TcpReply run(Step next) {
		try {
			return next.run();
		}
		catch (Throwable ex) {
			return failed(ex);
		}
	}

	/**
	 * Reports the failure of the message being handled, or of the greeting. A reply that
	 * was cancelled because the connection is closed is no failure.
	 * @return the last reply of a connection that ends with the failure, otherwise none
	 */
	private Result failed(Throwable failure) {
		if (failure instanceof CancellationException && this.lost) {
			return TcpReply.none();
		}
		if (failure instanceof TcpCloseException close) {
			return lastReply(close);
		}
		if (this.greeting) {
			this.greeting = false;
			this.owner.connectFailed(failure);
		}
		else {
			this.owner.messageFailed(failure);
		}
		return TcpReply.none();
	}

	private Result lastReply(TcpCloseException close) {
		this.owner.closeAfterReply(close);
		if (this.greeting) {
			this.greeting = false;
			return TcpReply.of(close.lastReply());
		}
		return TcpReply.failure(close, close.lastReply());
	}

	private void disconnect(CloseReason reason) {
		this.done = true;
		try {
			this.endpoint.disconnected(this.owner.connection(), reason);
		}
		catch (Throwable ex) {
			this.owner.disconnectFailed(ex);
		}
		finally {
			this.owner.laneClosed();
		}
	}

	/**
	 * Ends the handling of the message, or of the greeting, with its result.
	 */
	private void end(Result result) {
		this.messageInHand = false;
		if (this.pendingReply != null) {
			this.pendingReply = null;
		}
		if (result.failure() != null) {
			this.owner.failureHandled();
		}
		Object message = result.message();
		if (message != null) {
			try {
				this.owner.reply(message);
			}
			catch (RuntimeException ex) {
				failed(ex);
			}
		}
		if (this.replyPending) {
			// before the owner is asked: a close that found it pending leaves it to it
			this.sendingReplies = false;
			this.replyPending = false;
		}
		if (this.greeting) {
			this.greeting = false;
			this.welcomed = true;
		}
		this.owner.messageHandled();
	}

	/**
	 * Returns the step that the lane runs next for a reply that is not a result.
	 */
	private Step stepOf(TcpReply reply) {
		Objects.requireNonNull(reply, "A TcpEndpoint has returned null; for no reply, return TcpReply.none()");
		if (reply instanceof Several several) {
			this.sendingReplies = true;
			return () -> several.step().run(this.owner.replies());
		}
		return (reply instanceof Next next) ? next.step() : () -> reply;
	}

	/**
	 * Called by the thread that completes a reply.
	 */
	void completed(@Nullable TcpReply reply, @Nullable Throwable failure) {
		try {
			if (reply instanceof Result result) {
				end(result);
			}
			else if (reply != null) {
				this.nextStep = stepOf(reply);
			}
			else if (failure != null) {
				end(failed(failure));
			}
		}
		catch (Throwable ex) {
			this.owner.laneFailed(ex);
		}
		this.lane.resume();
	}

	/**
	 * How a run ended.
	 */
	enum Outcome {

		/** There may be more, but other lanes have their turn. */
		MORE,

		/** Nothing is left. */
		DRAINED,

		/** Another thread completes a reply. */
		RESTING,

		/** The client has to read first. */
		STALLED

	}

}
