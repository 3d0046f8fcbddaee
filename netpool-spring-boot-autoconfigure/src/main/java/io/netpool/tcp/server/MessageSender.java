package io.netpool.tcp.server;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.outbound.SendFuture;
import io.netpool.tcp.server.transport.IoThread;

/**
 * Sends messages to a connection from outside its lane, on any thread. Where the client
 * does not read, the sender waits for room, or the connection is closed, as the pool's
 * outbound overflow says.
 *
 * @param connection the receiver
 */
record MessageSender(ServedConnection connection) {

	/**
	 * Sends a message, and waits for room where the outbound overflow is {@code wait}.
	 * @return completes when the message was written to the socket, exceptionally if it
	 * will not be
	 */
	CompletionStage<Void> send(byte[] payload) {
		SendFuture result = new SendFuture();
		return send(new OutboundQueue.Tracked(payload, result), result);
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
		return send(new OutboundQueue.Tracked(bytes, result, false), result);
	}

	private CompletionStage<Void> send(OutboundQueue.Tracked message, SendFuture result) {
		while (this.connection.isOpen()) {
			if (tryOffer(message)) {
				this.connection.io().signal();
				return result;
			}
			if (IoThread.isCurrent()) {
				result.lost(notSent("its client does not read, and an I/O thread must not wait"));
				return result;
			}
			if (!awaitRoom(message.payload().length)) {
				result.lost(notSent("the sender was interrupted while its client did not read"));
				return result;
			}
		}
		result.lost(notSent("the connection is closed"));
		return result;
	}

	/**
	 * Sends a message if there is room for it, without waiting. The caller must signal
	 * the event loop.
	 */
	void offer(OutboundQueue.Tracked message) {
		if (!tryOffer(message)) {
			message.result().lost(notSent("its client does not read"));
		}
	}

	/**
	 * Queues a message, or completes its result exceptionally.
	 * @return {@code false} if there is no room, and the sender may wait for it
	 */
	private boolean tryOffer(OutboundQueue.Tracked message) {
		OutboundQueue.OfferResult result = this.connection.isOpen() ? this.connection.outbound().offer(message)
				: OutboundQueue.OfferResult.CLOSED;
		switch (result) {
			case ADDED -> this.connection.requestAttention();
			case CLOSED -> message.result().lost(notSent("the connection is closed"));
			case FULL -> {
				if (this.connection.waitsForRoom()) {
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

	private boolean awaitRoom(int length) {
		// earlier replies may take the room, and not have been written yet
		this.connection.requestAttention();
		this.connection.io().signal();
		try {
			this.connection.outbound().room(length).get();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private TcpSendException notSent(String why) {
		return new TcpSendException("Not sent to connection " + this.connection.id() + ": " + why);
	}

}
