package io.netpool.tcp.server;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.lane.Lane;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection, in the states {@link State#OPEN}, {@link State#FINISHING},
 * {@link State#LINGERING} and {@link State#CLOSED}, and keeps its close reason. Confined
 * to the connection's event loop, except where a method says otherwise.
 */
final class ConnectionCloser {

	private static final AtomicReferenceFieldUpdater<ConnectionCloser, Stage> STAGE = AtomicReferenceFieldUpdater
		.newUpdater(ConnectionCloser.class, Stage.class, "stage");

	private static final Stage OPEN = new Stage(State.OPEN, null);

	/**
	 * How long a lingering client is given to close its side.
	 */
	private static final long LINGER_MILLIS = 1000;

	/**
	 * How long a message that is being handled may delay a close by another thread, so
	 * that its reply is sent: that thread may be about to complete it.
	 */
	private static final long REPLY_MILLIS = 50;

	/**
	 * How long a message that is being replied to several times may do so: its replies
	 * may have no end.
	 */
	private static final long REPLIES_MILLIS = 1000;

	private final ServedConnection connection;

	private final SocketChannel channel;

	private volatile Stage stage = OPEN;

	/**
	 * Why the application has closed the connection; on its lane, that takes effect after
	 * the reply.
	 */
	private volatile @Nullable CloseReason requested;

	private boolean outputFailed;

	private @Nullable Future<?> lingering;

	ConnectionCloser(ServedConnection connection, SocketChannel channel) {
		this.connection = connection;
		this.channel = channel;
	}

	/**
	 * Any thread: the state.
	 */
	State state() {
		return this.stage.state();
	}

	/**
	 * Any thread: the close reason, {@code null} while the connection is open.
	 */
	@Nullable CloseReason reason() {
		return this.stage.reason();
	}

	/**
	 * Any thread: whether the connection is closing or closed.
	 */
	boolean isClosing() {
		return this.stage != OPEN;
	}

	/**
	 * Any thread: whether the connection closes once it is idle.
	 */
	boolean isFinishing() {
		return state() == State.FINISHING;
	}

	/**
	 * Any thread: records the close reason; the first one wins.
	 */
	void record(CloseReason reason) {
		if (this.stage == OPEN) {
			STAGE.compareAndSet(this, OPEN, new Stage(State.FINISHING, reason));
		}
	}

	/**
	 * Any thread: closes the connection once everything queued is written and the lane is
	 * idle or discards.
	 */
	void finish(CloseReason reason) {
		record(reason);
		this.connection.requestAttention();
		this.connection.io().signal();
	}

	/**
	 * Any thread: closes the connection now. What is queued, in and out, is discarded.
	 */
	void abort(CloseReason reason) {
		record(reason);
		this.connection.lane().discard();
		lost(reason);
	}

	/**
	 * Any thread: closes the socket now. What was received is handled; what is queued to
	 * be sent is discarded.
	 */
	void lost(CloseReason reason) {
		record(reason);
		this.connection.outbound().close();
		// never at once: the caller may be a handler that runs on this event loop
		try {
			this.channel.eventLoop().execute(this::closeNow);
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped, and closed every connection
		}
	}

	private void closeNow() {
		closeAroundPipeline();
		if (state() == State.CLOSED) {
			this.connection.handler().attend();
		}
	}

	/**
	 * Closes the socket without the pipeline, where TLS would first send its close_notify
	 * to a client that may not read.
	 */
	private void closeAroundPipeline() {
		this.channel.unsafe().close(this.channel.voidPromise());
	}

	private @Nullable Future<?> schedule(Runnable task, long millis) {
		try {
			return this.channel.eventLoop().schedule(task, millis, TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped, and closed every connection
			return null;
		}
	}

	/**
	 * Called when writing has failed. What the client has sent before is still read, as
	 * far as the lane has room, and handled; what is queued to be sent is discarded.
	 */
	void outputFailed() {
		if (!this.outputFailed && state().compareTo(State.LINGERING) < 0) {
			this.outputFailed = true;
			record(CloseReason.NETWORK_ERROR);
			this.connection.outbound().close();
			readForAMoment();
			this.connection.requestAttention();
			this.connection.io().signal();
		}
	}

	/**
	 * The system reports the end of the input of a connection that was reset. Where it
	 * does not, there is no reset to wait for.
	 */
	private void readForAMoment() {
		this.lingering = schedule(() -> {
			if (this.connection.handler().reader().gate().isPaused()) {
				// nobody gets the reply that a full lane may rest for
				this.connection.lane().connectionLost();
				readForAMoment();
			}
			else {
				lost(CloseReason.NETWORK_ERROR);
			}
		}, LINGER_MILLIS);
	}

	/**
	 * Returns whether writing has failed.
	 */
	boolean hasOutputFailed() {
		return this.outputFailed;
	}

	/**
	 * Returns whether what the client sends is handled.
	 */
	boolean isReading() {
		return !isClosing() || (this.outputFailed && isFinishing() && reason() == CloseReason.NETWORK_ERROR);
	}

	/**
	 * Any thread: closes the connection for the application, after everything sent
	 * before, and after the reply to the message being handled if it is called on the
	 * lane, or the reply comes later.
	 */
	void request() {
		requestAfterReply(CloseReason.APPLICATION);
		if (!isClosing()) {
			requested();
		}
	}

	/**
	 * Any thread: closes the connection as {@link #request()} does, after another one
	 * replaced it.
	 * @see ConnectionDirectory#claim
	 */
	void replaced() {
		if (reason() == CloseReason.REPLACED) {
			requestAfterReply(CloseReason.REPLACED);
			requested();
			// a reply that comes later may need the answer to an exchange, which now
			// fails
			this.connection.requestAttention();
			this.connection.io().signal();
		}
	}

	private void requested() {
		Lane lane = this.connection.lane();
		if (!lane.isCurrent()) {
			closeUnlessReplying(lane, lane.thread() != null);
		}
	}

	/**
	 * Any thread: closes the connection when the message being handled has its reply.
	 */
	void requestAfterReply(CloseReason reason) {
		if (this.requested == null) {
			this.requested = reason;
		}
	}

	/**
	 * Closes the connection, unless a reply comes later, which closes it.
	 * @param running whether a message may be about to return such a reply
	 */
	private void closeUnlessReplying(Lane lane, boolean running) {
		if (running) {
			schedule(() -> closeUnlessReplying(lane, false), REPLY_MILLIS);
		}
		else if (!lane.isReplyPending()) {
			closeAsRequested();
		}
		else if (lane.isSendingReplies()) {
			schedule(this::closeAsRequested, REPLIES_MILLIS);
		}
	}

	/**
	 * Called on the lane after a message was handled.
	 */
	void messageHandled() {
		if (this.requested != null) {
			closeAsRequested();
		}
	}

	private void closeAsRequested() {
		this.connection.lane().discard();
		this.connection.outbound().close();
		finish(Objects.requireNonNull(this.requested));
	}

	/**
	 * Any thread: whether the application has closed the connection.
	 */
	boolean isRequested() {
		return this.requested != null;
	}

	/**
	 * Shuts the output down, and closes the socket when the client has closed its side,
	 * or after a moment.
	 */
	void linger() {
		outputEnded();
		SslHandler ssl = this.channel.pipeline().get(SslHandler.class);
		if (ssl != null) {
			ssl.closeOutbound().addListener((future) -> this.channel.shutdownOutput());
		}
		else {
			this.channel.shutdownOutput();
		}
		this.lingering = schedule(this::closeSocket, LINGER_MILLIS);
	}

	/**
	 * Closes the socket of a client that has closed its side, or was given the time to.
	 */
	void closeSocket() {
		outputEnded();
		if (this.outputFailed) {
			closeAroundPipeline();
		}
		else {
			this.channel.close();
		}
	}

	private void outputEnded() {
		if (isFinishing()) {
			this.stage = new Stage(State.LINGERING, reason());
		}
	}

	/**
	 * Called when the socket is closed.
	 * @return the close reason
	 */
	CloseReason closed() {
		record(CloseReason.CLIENT);
		CloseReason reason = Objects.requireNonNull(reason());
		this.stage = new Stage(State.CLOSED, reason);
		if (this.lingering != null) {
			this.lingering.cancel(false);
		}
		return reason;
	}

	/**
	 * The states of a connection, in their order.
	 */
	enum State {

		/**
		 * It is being served.
		 */
		OPEN,

		/**
		 * A close reason is recorded. What was received is handled, unless the lane
		 * discards it, and everything queued is written.
		 */
		FINISHING,

		/**
		 * Nothing more is sent: the client gets a moment to close its side, unless it
		 * has. Closing the socket before could answer what it still sends with a reset,
		 * which destroys what it has not read yet (RFC 1122, section 4.2.2.13).
		 */
		LINGERING,

		/**
		 * The socket is closed.
		 */
		CLOSED

	}

	private record Stage(State state, @Nullable CloseReason reason) {

	}

}
