package io.netpool.tcp.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.exchange.ExchangeOwner;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.SendFuture;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.transport.IoThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to a connection from outside its lane, on any thread. Where the client
 * does not read, the sender waits for room, or the connection is closed, as the pool's
 * outbound overflow says.
 *
 * @param connection the receiver
 */
record MessageSender(ServedConnection connection) implements ExchangeOwner {

	private static final long WITHOUT_TIMEOUT = Long.MAX_VALUE;

	private static final Log logger = LogFactory.getLog(MessageSender.class);

	/**
	 * Sends a message, and waits for room where the outbound overflow is {@code wait}.
	 * @return completes when the message was written to the socket, exceptionally if it
	 * will not be
	 */
	CompletionStage<Void> send(byte[] payload) {
		SendFuture result = new SendFuture();
		send(new OutboundQueue.Tracked(payload, result), WITHOUT_TIMEOUT);
		return result;
	}

	/**
	 * Sends bytes outside the framing, as {@link TcpConnection#sendUnframed} says.
	 */
	CompletionStage<Void> sendUnframed(byte[] bytes) {
		if (this.connection.context().framing() instanceof NettyFraming) {
			throw new IllegalStateException("Bytes outside the framing cannot be sent on a connection of pool '"
					+ this.connection.pool() + "': its framing consists of Netty's codecs");
		}
		SendFuture result = new SendFuture();
		send(new OutboundQueue.Tracked(bytes, result, false), WITHOUT_TIMEOUT);
		return result;
	}

	/**
	 * Sends a message, and waits for room where the outbound overflow is {@code wait}.
	 * @param nanos the maximum time to wait, in nanoseconds
	 */
	@Override
	public void send(OutboundQueue.Tracked message, long nanos) {
		long left = nanos;
		while (this.connection.isOpen()) {
			if (tryOffer(message, this.connection.overflow())) {
				this.connection.io().signal();
				return;
			}
			if (IoThread.isCurrent()) {
				message.result().lost(notSent("its client does not read, and an I/O thread must not wait"));
				return;
			}
			long began = System.nanoTime();
			String failure = awaitRoom(message.payload().length, left);
			left -= (left != WITHOUT_TIMEOUT) ? System.nanoTime() - began : 0;
			if (failure != null) {
				message.result().lost(notSent(failure));
				return;
			}
		}
		message.result().lost(notSent("the connection is closed"));
	}

	@Override
	public void withdraw(OutboundQueue.Tracked message) {
		if (this.connection.outbound().remove(message)) {
			discarded(message);
		}
	}

	/**
	 * Does not send a message that has not been written, since it is too late.
	 */
	void expire(OutboundQueue.Tracked message) {
		if (this.connection.outbound().remove(message)) {
			discarded(message);
			message.result().lost(notSent("its client has not read in time"));
		}
	}

	@Override
	public void discarded(OutboundQueue.Tracked message) {
		if (this.connection.outbound().written(1, message.payload().length)) {
			this.connection.lane().unstall();
		}
	}

	@Override
	public boolean isOpen() {
		return this.connection.isOpen();
	}

	@Override
	public String label() {
		return this.connection.label();
	}

	@Override
	public @Nullable CloseReason closeReason() {
		return this.connection.closer().reason();
	}

	@Override
	public byte[] encode(Object message) {
		return this.connection.context().encode(message);
	}

	@Override
	public <T> Function<byte[], T> reader(Class<T> type) {
		return this.connection.context().reader(type);
	}

	@Override
	public void answerFailed(Throwable failure) {
		this.connection.context()
			.failureLogger()
			.log(logger, () -> "Failed to match a message of " + label() + " with the open exchanges", failure);
	}

	/**
	 * Sends a message if there is room for it, without waiting. The caller must signal
	 * the event loop.
	 * @param overflow strategy if there is no room, {@code null} for that of the pool
	 */
	void offer(OutboundQueue.Tracked message, @Nullable OutboundOverflow overflow) {
		if (!tryOffer(message, (overflow != null) ? overflow : this.connection.overflow())) {
			message.result().lost(notSent("its client does not read"));
		}
	}

	/**
	 * Queues a message, or completes its result exceptionally.
	 * @return {@code false} if there is no room, and the sender may wait for it
	 */
	private boolean tryOffer(OutboundQueue.Tracked message, OutboundOverflow overflow) {
		OutboundQueue.OfferResult result = this.connection.isOpen() ? this.connection.outbound().offer(message)
				: OutboundQueue.OfferResult.CLOSED;
		switch (result) {
			case ADDED -> this.connection.requestAttention();
			case CLOSED -> message.result().lost(notSent("the connection is closed"));
			case FULL -> {
				if (overflow == OutboundOverflow.WAIT) {
					return false;
				}
				this.connection.closer().abort(CloseReason.SLOW_READER);
				message.result()
					.lost(notSent(
							"too much is pending because the client does not read, and the connection was closed"));
			}
		}
		return true;
	}

	/**
	 * Waits until there may be room.
	 * @return why there is none, or {@code null}
	 */
	private @Nullable String awaitRoom(int length, long nanos) {
		// earlier replies may take the room, and not have been written yet
		this.connection.requestAttention();
		this.connection.io().signal();
		IoThread.aboutToBlock();
		try {
			CompletableFuture<Void> room = this.connection.outbound().room(length);
			if (nanos == WITHOUT_TIMEOUT) {
				room.get();
			}
			else {
				room.get(nanos, TimeUnit.NANOSECONDS);
			}
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "the sender was interrupted while its client did not read";
		}
		catch (TimeoutException ex) {
			return "its client did not read in time";
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TcpSendException notSent(String why) {
		return new TcpSendException("Not sent to connection " + this.connection.id() + ": " + why);
	}

}
