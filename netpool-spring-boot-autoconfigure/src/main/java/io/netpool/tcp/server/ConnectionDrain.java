package io.netpool.tcp.server;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netty.channel.EventLoop;

/**
 * Drains one connection. It is read from for a moment longer, and closed after what was
 * received has been answered: right after its next reply, when its client is least likely
 * to have a request under way, or else at a random time, so that the clients of a pool do
 * not reconnect at the same time. A client that is sent a shutdown message is given time
 * to read it and to close the connection itself.
 *
 * @param connection the connection
 * @param loop its event loop
 * @param reason why it is closed
 */
record ConnectionDrain(ServedConnection connection, EventLoop loop, CloseReason reason) {

	/**
	 * How long the connection is still read from at least, if there is no reply.
	 */
	private static final long MIN_READ_MILLIS = 500;

	private static final long MAX_READ_MILLIS = 1000;

	/**
	 * How long a connection that cannot be sent the shutdown message is still read from,
	 * so that requests that have arrived but have not been read yet are answered too.
	 */
	private static final long LAST_READ_MILLIS = 50;

	/**
	 * How long the connection is still read from after the shutdown message, unless the
	 * client closes it before: a client, or a proxy in between, that is short of
	 * processors has been seen to take half a second until it reads, and what it sends
	 * until then is answered.
	 */
	private static final long READ_AFTER_MESSAGE_MILLIS = 2000;

	/**
	 * Any thread: begins the drain.
	 */
	void begin() {
		byte[] message = this.connection.context().settings().shutdownMessage();
		if (message != null) {
			this.loop.execute(() -> send(message));
		}
		else {
			this.connection.laneOwner().endAfterReply(this.reason);
			endIn(ThreadLocalRandom.current().nextLong(MIN_READ_MILLIS, MAX_READ_MILLIS + 1));
		}
	}

	/**
	 * Reads on until the shutdown message was sent, and a moment longer: what the client
	 * sends before it has read the message is answered too.
	 */
	private void send(byte[] message) {
		if (!this.connection.handler().isExchangingMessages() || !this.connection.lane().isOpened()
				|| this.connection.closer().isClosing()) {
			endIn(LAST_READ_MILLIS);
		}
		else if (this.connection.laneOwner().sendShutdownMessage(message)) {
			endIn(READ_AFTER_MESSAGE_MILLIS);
		}
		else {
			this.loop.schedule(() -> send(message), LAST_READ_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void endIn(long millis) {
		this.loop.schedule(() -> {
			if (this.connection.lane().isOpened()) {
				this.connection.closer().finish(this.reason);
			}
			else {
				this.connection.closer().abort(this.reason);
			}
		}, millis, TimeUnit.MILLISECONDS);
	}

}
