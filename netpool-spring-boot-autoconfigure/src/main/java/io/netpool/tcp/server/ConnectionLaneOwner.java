package io.netpool.tcp.server;

import java.util.concurrent.CompletionStage;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpCloseException;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpReply.Sender;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.TcpUnauthenticatedException;
import io.netpool.tcp.server.lane.HandlerTimes;
import io.netpool.tcp.server.lane.LaneOwner;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.OutboundQueue.FramingChange;
import io.netpool.tcp.server.outbound.OutboundQueue.Tracked;
import io.netpool.tcp.server.outbound.SendFuture;
import io.netpool.tcp.server.outbound.ShutdownMessage;
import io.netpool.tcp.server.statistics.PoolCounters.Event;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection as its lane sees it: where replies go, and what happens when a handler
 * fails.
 */
final class ConnectionLaneOwner implements LaneOwner, Sender {

	private static final Log logger = LogFactory.getLog(ConnectionLaneOwner.class);

	private final ServedConnection connection;

	private volatile @Nullable ShutdownMessage shutdownMessage;

	/**
	 * Why the connection ends after its next reply, {@code null} if it does not.
	 */
	private volatile @Nullable CloseReason endsAfterReply;

	/**
	 * Whether there was such a reply.
	 */
	private volatile boolean lastReply;

	ConnectionLaneOwner(ServedConnection connection) {
		this.connection = connection;
	}

	private PoolContext pool() {
		return this.connection.context();
	}

	@Override
	public TcpConnection connection() {
		return this.connection;
	}

	@Override
	public boolean isOutboundFull() {
		OutboundQueue outbound = this.connection.outbound();
		return outbound.isFull() || this.connection.io().budget().isExceeded(outbound.pending());
	}

	@Override
	public boolean hasPendingReplies() {
		return this.connection.outbound().pending() > 0;
	}

	@Override
	public void reply(Object reply) {
		byte[] payload = pool().encode(reply);
		replied();
		// in one step: what others send is encoded by the framing before or after both
		FramingChange change = this.connection.framingUpgrade().take();
		if (!this.connection.outbound().reply(payload, change)) {
			overflowed();
		}
	}

	private void replied() {
		if (this.endsAfterReply != null) {
			this.lastReply = true;
		}
	}

	/**
	 * Any thread: the connection ends after its next reply.
	 */
	void endAfterReply(CloseReason reason) {
		this.endsAfterReply = reason;
	}

	/**
	 * Returns why the connection ends now, once it is idle; {@code null} if it does not.
	 */
	@Nullable CloseReason repliedLast() {
		return this.lastReply ? this.endsAfterReply : null;
	}

	private void overflowed() {
		if (!this.connection.waitsForRoom()) {
			this.connection.closer().abort(CloseReason.SLOW_READER);
		}
	}

	@Override
	public Sender replies() {
		return this;
	}

	@Override
	public CompletionStage<Void> send(Object reply) {
		SendFuture result = new SendFuture();
		replied();
		Tracked tracked = new Tracked(pool().encode(reply), result);
		switch (this.connection.outbound().reply(tracked)) {
			case ADDED -> requestAttention();
			case OVERFLOWED -> {
				requestAttention();
				overflowed();
			}
			case CLOSED -> result
				.lost(new TcpSendException("Not sent to " + this.connection.label() + ": the connection is closed"));
		}
		this.connection.io().signal();
		return result;
	}

	@Override
	public boolean isOpen() {
		return !this.connection.outbound().isClosed();
	}

	@Override
	public void messageHandled() {
		this.connection.framingUpgrade().messageHandled();
		ShutdownMessage message = this.shutdownMessage;
		if (message != null) {
			message.send(this.connection.outbound());
		}
		this.connection.closer().messageHandled();
	}

	/**
	 * Called on the event loop: sends the shutdown message after the reply to the message
	 * being handled, or now if there is none or there are several.
	 * @return whether it has been queued
	 */
	boolean sendShutdownMessage(byte[] payload) {
		ShutdownMessage message = this.shutdownMessage;
		if (message == null) {
			message = new ShutdownMessage(payload);
			this.shutdownMessage = message;
		}
		if (this.connection.lane().isIdle() || this.connection.lane().isSendingReplies()) {
			message.send(this.connection.outbound());
			requestAttention();
			this.connection.io().signal();
		}
		return message.isSent();
	}

	@Override
	public void messageFailed(Throwable failure) {
		pool().counters().of(Event.MESSAGE_FAILED).increment();
		if (failure instanceof TcpUnauthenticatedException) {
			this.connection.lane().discard();
			this.connection.closer().finish(CloseReason.UNAUTHENTICATED);
		}
		else {
			failed("Failed to handle a message of ", failure);
		}
	}

	@Override
	public void failureHandled() {
		pool().counters().of(Event.MESSAGE_FAILED).increment();
	}

	@Override
	public void connectFailed(Throwable failure) {
		failed("@TcpConnected method failed, closing ", failure);
		this.connection.lane().discard();
		this.connection.closer().finish(CloseReason.HANDLER_ERROR);
	}

	@Override
	public void closeAfterReply(TcpCloseException close) {
		this.connection.closer().requestAfterReply(CloseReason.PROTOCOL_ERROR);
		if (logger.isDebugEnabled()) {
			LogSanitizer.debug(logger, "Closing " + this.connection.label() + " from " + this.connection.peer(), close);
		}
	}

	@Override
	public void disconnectFailed(Throwable failure) {
		failed("@TcpDisconnected method failed for ", failure);
	}

	private void failed(String event, Throwable failure) {
		pool().failureLogger()
			.log(logger, () -> event + this.connection.label() + " from " + this.connection.peer(), failure);
	}

	@Override
	public void laneFailed(Throwable failure) {
		this.connection.fail(failure);
	}

	@Override
	public void laneRan() {
		boolean needsEventLoop = hasPendingReplies() || this.lastReply
				|| this.connection.handler().reader().gate().isPausedBy(BackpressureGate.Cause.FULL_LANE)
				|| this.connection.io().budget().isPressed() || this.connection.closer().isFinishing();
		if (needsEventLoop) {
			this.connection.io().lanes().requestAttention(this);
		}
	}

	@Override
	public void laneClosed() {
		pool().registry().remove(this.connection);
		if (this.connection.io().loop().inEventLoop()) {
			this.connection.handler().reader().buffers().closed();
		}
		else {
			requestAttention();
			this.connection.io().signal();
		}
	}

	@Override
	public HandlerTimes handlerTimes() {
		return pool().counters().handlerTimes();
	}

	@Override
	public void requestAttention() {
		this.connection.requestAttention();
	}

}
