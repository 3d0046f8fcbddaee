package io.netpool.tcp.server;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpSendException;
import io.netpool.tcp.server.transport.IoThread;

/**
 * Sends messages from outside the lane to a connection, from any thread. Where its client
 * does not read, the sender waits for room, or the connection ends, as the pool's
 * outbound overflow says.
 *
 * @param connection which is sent to
 */
record MessageSender(ServedConnection connection) {

	/**
	 * Send a message, and wait for room where that is what is set.
	 * @return completes when it was written to the socket, exceptionally if it will not
	 * be
	 */
	CompletionStage<Void> send(byte[] payload) {
		SendFuture result = new SendFuture();
		OutboundQueue.Tracked message = new OutboundQueue.Tracked(payload, result);
		while (this.connection.isOpen()) {
			if (tryOffer(message)) {
				this.connection.io().signal();
				return result;
			}
			if (IoThread.isCurrent()) {
				result.lost(notSent("its client does not read, and an I/O thread must not wait"));
				return result;
			}
			if (!awaitRoom(payload.length)) {
				result.lost(notSent("the sender was interrupted while its client did not read"));
				return result;
			}
		}
		result.lost(notSent("it is closed"));
		return result;
	}

	/**
	 * Send a message if there is room for it, without waiting. The caller must signal the
	 * I/O thread.
	 */
	void offer(OutboundQueue.Tracked message) {
		if (!tryOffer(message)) {
			message.result().lost(notSent("its client does not read"));
		}
	}

	/**
	 * Queue a message, or tell its result why that is not possible.
	 * @return {@code false} if there is no room, and the sender may wait for it
	 */
	private boolean tryOffer(OutboundQueue.Tracked message) {
		OutboundQueue.Admission admission = this.connection.isOpen() ? this.connection.outbound().offer(message)
				: OutboundQueue.Admission.CLOSED;
		switch (admission) {
			case ADDED -> this.connection.io().attend(this.connection);
			case CLOSED -> message.result().lost(notSent("it is closed"));
			case FULL -> {
				if (this.connection.waitsForRoom()) {
					return false;
				}
				this.connection.end(CloseReason.SLOW_READER);
				message.result().lost(notSent("its client does not read, and it was closed"));
			}
		}
		return true;
	}

	private boolean awaitRoom(int length) {
		// replies from before may be what takes the room, and not be on their way yet
		this.connection.io().attend(this.connection);
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
