package io.netpool.tcp.server;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.netpool.tcp.CloseReason;
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

	private final ServedConnection connection;

	private final SocketChannel channel;

	private volatile Stage stage = OPEN;

	/**
	 * Whether the application has closed the connection; on its lane, that takes effect
	 * after the reply.
	 */
	private volatile boolean requested;

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
		this.connection.outbound().close();
		try {
			// never at once: the caller may be a handler that runs on this event loop. It
			// goes around the pipeline, where TLS would first send its close_notify to a
			// client that may not read
			this.channel.eventLoop().execute(() -> this.channel.unsafe().close(this.channel.voidPromise()));
		}
		catch (RejectedExecutionException ex) {
			// the pool has stopped, and closed every connection
		}
	}

	/**
	 * Any thread: closes the connection for the application, after everything sent
	 * before; on its lane, after the reply to the message being handled.
	 */
	void request() {
		this.requested = true;
		if (!this.connection.lane().isCurrent()) {
			closeAsRequested();
		}
	}

	/**
	 * Called on the lane after a message was handled.
	 */
	void messageHandled() {
		if (this.requested) {
			closeAsRequested();
		}
	}

	private void closeAsRequested() {
		this.connection.lane().discard();
		this.connection.outbound().close();
		finish(CloseReason.APPLICATION);
	}

	/**
	 * Any thread: whether the application has closed the connection.
	 */
	boolean isRequested() {
		return this.requested;
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
		this.lingering = this.channel.eventLoop().schedule(this::closeSocket, LINGER_MILLIS, TimeUnit.MILLISECONDS);
	}

	/**
	 * Closes the socket of a client that has closed its side, or was given the time to.
	 */
	void closeSocket() {
		outputEnded();
		this.channel.close();
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
