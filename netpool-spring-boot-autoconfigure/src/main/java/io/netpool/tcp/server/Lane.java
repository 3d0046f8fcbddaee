package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpoint.Continuation;
import io.netpool.tcp.TcpEndpoint.HandledFailure;
import org.jspecify.annotations.Nullable;

/**
 * A connection's serial queue of messages: connected, then messages, then disconnected,
 * one at a time and in order, whichever threads run them.
 * <p>
 * {@link #state} says who may touch it. From {@code IDLE}, whoever sets it to
 * {@code READY} must see that it is run. While it is {@code READY}, one runner has it or
 * will have it. {@code RESTING} waits for a reply that is completed elsewhere,
 * {@code RESUMED} is that reply coming before the runner has left, {@code STALLED} waits
 * for a client that does not read. A runner leaves by setting {@code IDLE} and then
 * looking once more for work, while the I/O thread first publishes work and then looks at
 * the state: with both sequentially consistent, one of them sees the other (Dekker's
 * algorithm), and no message is forgotten.
 */
final class Lane {

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(Lane.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Among the messages: those behind it came in TLS.
	 */
	private static final Object SECURED = new Object();

	private static final int IDLE = 0;

	private static final int READY = 1;

	private static final int RESTING = 2;

	private static final int RESUMED = 3;

	private static final int STALLED = 4;

	/**
	 * How many messages one run handles before other lanes have their turn.
	 */
	private static final int FAIR_RUN = 64;

	private final ServedConnection connection;

	private final TcpEndpoint endpoint;

	private final MessageQueue messages;

	private final LanePace pace = new LanePace();

	private final LaneActivity activity = new LaneActivity();

	private volatile int state;

	private volatile boolean opened;

	private volatile @Nullable CloseReason ended;

	private volatile boolean discarding;

	/**
	 * The runner's: whether connected was told.
	 */
	private boolean told;

	/**
	 * What a message goes on with: set while the lane rests, taken by its next runner.
	 */
	private @Nullable Continuation continuation;

	/**
	 * The runner's: whether messages are dropped up to {@link #SECURED}.
	 */
	private boolean awaitsTls;

	/**
	 * Whether everything was told, disconnected included.
	 */
	private volatile boolean done;

	Lane(ServedConnection connection, TcpEndpoint endpoint, int capacity) {
		this.connection = connection;
		this.endpoint = endpoint;
		this.messages = new MessageQueue(capacity);
	}

	ServedConnection connection() {
		return this.connection;
	}

	LanePace pace() {
		return this.pace;
	}

	/**
	 * I/O thread: the connection is established.
	 */
	void open() {
		this.opened = true;
		if (this.endpoint.followsConnections()) {
			wake();
		}
		else {
			this.told = true;
		}
	}

	/**
	 * Any thread: whether the connection was established.
	 */
	boolean isOpened() {
		return this.opened;
	}

	/**
	 * I/O thread: whether no further message may be put.
	 */
	boolean isFull() {
		return this.messages.isFull();
	}

	/**
	 * I/O thread: whether there is room again for half of what may wait.
	 */
	boolean isHalfEmpty() {
		return this.messages.isHalfEmpty();
	}

	/**
	 * I/O thread: put a message, which is handled after {@link #publish()}.
	 */
	void put(Object message) {
		this.messages.put(message);
	}

	/**
	 * Runner: handle no further message that came before {@link #secured()}.
	 */
	void awaitTls() {
		this.awaitsTls = true;
	}

	boolean awaitsTls() {
		return this.awaitsTls;
	}

	/**
	 * I/O thread: TLS has started, so what is put from now on is handled again.
	 */
	void secured() {
		this.messages.put(SECURED);
		publish();
	}

	/**
	 * I/O thread: see that what was put is handled.
	 */
	void publish() {
		if (this.messages.publish()) {
			wake();
		}
	}

	/**
	 * I/O thread: the connection is closed; after what waits, tell so.
	 */
	void end(CloseReason reason) {
		this.ended = reason;
		if (!this.opened || (!this.endpoint.followsConnections() && isQuiet())) {
			this.done = true;
			this.connection.finished();
		}
		else {
			wake();
		}
	}

	private void wake() {
		if (this.state == IDLE && STATE.compareAndSet(this, IDLE, READY)) {
			this.connection.io().lanes().ready(this);
		}
	}

	/**
	 * I/O thread: the client has read, or never will; go on if that was waited for.
	 */
	void unstall() {
		if (this.state == STALLED && STATE.compareAndSet(this, STALLED, READY)) {
			this.connection.io().lanes().ready(this);
		}
	}

	/**
	 * Any thread: handle no further message.
	 */
	void discard() {
		this.discarding = true;
	}

	boolean isDiscarding() {
		return this.discarding;
	}

	/**
	 * Any thread: whether the calling thread is running this lane.
	 */
	boolean isCurrent() {
		return this.activity.thread() == Thread.currentThread();
	}

	/**
	 * Whether every message was handled and none is being handled: certain on the I/O
	 * thread, elsewhere at about this moment.
	 */
	boolean isQuiet() {
		return this.state == IDLE && this.messages.isEmpty();
	}

	/**
	 * Any thread: how many messages wait or are being handled, at about this moment.
	 */
	int size() {
		return this.messages.size();
	}

	/**
	 * Any thread: for how many nanoseconds it has had nothing to do.
	 */
	long idleNanos() {
		return isQuiet() ? this.activity.nanosSinceRun() : 0;
	}

	/**
	 * Any thread: interrupt the handler that is running, if any.
	 */
	void interrupt() {
		Thread current = this.activity.thread();
		if (current != null) {
			current.interrupt();
		}
	}

	/**
	 * Any thread: which thread runs it, {@code null} if none does.
	 */
	@Nullable Thread thread() {
		return this.activity.thread();
	}

	/**
	 * Any thread: a number that is another one for each run, each message, and the end.
	 * It must be asked after {@link #thread()}: then it is not older than that answer.
	 */
	int step() {
		return this.done ? -1 : this.activity.step();
	}

	/**
	 * Runner: run what there is, up to a fair number of messages.
	 * @param progress is told of each message
	 * @return whether there is more; the caller must then see that the lane is run again
	 */
	boolean run(LaneRunListener progress) {
		Outcome outcome = Outcome.DRAINED;
		this.activity.begin();
		try {
			outcome = runMessages(progress);
		}
		catch (Throwable ex) {
			this.connection.broken(ex);
		}
		finally {
			this.activity.end(this.connection.context().counters().handlerTimes());
			this.messages.release();
		}
		boolean more = switch (outcome) {
			case MORE -> true;
			case RESTS -> !rest();
			case STALLS -> !leave(STALLED);
			case DRAINED -> !leave(IDLE);
		};
		this.connection.ran();
		return more;
	}

	private boolean rest() {
		if (STATE.compareAndSet(this, READY, RESTING)) {
			return true;
		}
		// it has been resumed already
		this.state = READY;
		return false;
	}

	/**
	 * Give the lane up, unless what it would wait for has come meanwhile.
	 */
	private boolean leave(int waiting) {
		this.state = waiting;
		boolean work = (waiting == STALLED) ? !this.connection.outbound().isFull() : hasWork();
		return !work || !STATE.compareAndSet(this, waiting, READY);
	}

	private boolean hasWork() {
		return !this.messages.isEmpty() || (this.ended != null && !this.done);
	}

	private Outcome runMessages(LaneRunListener progress) {
		for (int budget = FAIR_RUN; budget > 0; budget--) {
			if (this.connection.outbound().isFull()) {
				return Outcome.STALLS;
			}
			Object reply;
			Continuation next = this.continuation;
			if (next != null) {
				this.continuation = null;
				goOn(progress);
				reply = continued(next);
			}
			else if (!this.told) {
				this.told = true;
				reply = connected();
			}
			else {
				// read before polling: what it ends was published before it
				CloseReason end = this.ended;
				Object message = this.messages.poll();
				if (message == null) {
					if (end != null && !this.done) {
						disconnected(end);
					}
					return Outcome.DRAINED;
				}
				if (message == SECURED) {
					this.awaitsTls = false;
					continue;
				}
				if (this.discarding || this.awaitsTls) {
					continue;
				}
				goOn(progress);
				reply = handled(message);
			}
			if (reply instanceof CompletableFuture<?> future && future.isDone() && !future.isCompletedExceptionally()) {
				reply = future.join();
			}
			if (reply instanceof Continuation further) {
				this.continuation = further;
				continue;
			}
			if (reply instanceof CompletionStage<?> stage) {
				stage.whenComplete(this::completed);
				return Outcome.RESTS;
			}
			if (reply instanceof HandledFailure) {
				this.activity.messageFailed();
			}
			reply(reply);
			progress.message();
		}
		return Outcome.MORE;
	}

	/**
	 * What was replied in this run goes out at its end, and what is handled now may be
	 * long.
	 */
	private void goOn(LaneRunListener progress) {
		if (this.connection.outbound().pending() > 0) {
			progress.repliesWait();
		}
	}

	private @Nullable Object connected() {
		try {
			return this.endpoint.connected(this.connection);
		}
		catch (Throwable ex) {
			this.connection.connectFailed(ex);
			return null;
		}
	}

	private @Nullable Object handled(Object message) {
		this.activity.message();
		try {
			return this.endpoint.message(this.connection, message);
		}
		catch (Throwable ex) {
			this.activity.messageFailed();
			this.connection.messageFailed(ex);
			return null;
		}
	}

	private @Nullable Object continued(Continuation next) {
		try {
			return next.proceed();
		}
		catch (Throwable ex) {
			this.connection.messageFailed(ex);
			return null;
		}
	}

	private void disconnected(CloseReason reason) {
		this.done = true;
		try {
			this.endpoint.disconnected(this.connection, reason);
		}
		catch (Throwable ex) {
			this.connection.disconnectFailed(ex);
		}
		finally {
			this.connection.finished();
		}
	}

	private void reply(@Nullable Object reply) {
		Object payload = reply;
		if (reply instanceof HandledFailure handled) {
			this.connection.failureHandled();
			payload = handled.reply();
		}
		if (payload != null) {
			try {
				this.connection.reply(payload);
			}
			catch (RuntimeException ex) {
				this.connection.messageFailed(ex);
			}
		}
		this.connection.messageHandled();
	}

	/**
	 * A reply that came later, on any thread.
	 */
	private void completed(@Nullable Object reply, @Nullable Throwable failure) {
		try {
			if (reply instanceof Continuation next) {
				this.continuation = next;
			}
			else if (failure != null) {
				Throwable cause = failure.getCause();
				this.connection
					.messageFailed((failure instanceof CompletionException && cause != null) ? cause : failure);
				reply(null);
			}
			else {
				reply(reply);
			}
		}
		catch (Throwable ex) {
			this.connection.broken(ex);
		}
		if (STATE.compareAndSet(this, READY, RESUMED)) {
			return;
		}
		this.state = READY;
		this.connection.ran();
		this.connection.io().lanes().ready(this);
	}

	private enum Outcome {

		/** There may be more, but other lanes have their turn. */
		MORE,

		/** Nothing is left. */
		DRAINED,

		/** A reply is completed elsewhere. */
		RESTS,

		/** The client has to read first. */
		STALLS

	}

}
