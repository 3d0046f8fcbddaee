package io.netpool.tcp.server;

import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netty.channel.EventLoop;

/**
 * The graceful end of a connection whose pool drains: it is told a farewell, where one is
 * set, it is read from for a moment, and it ends when what came has been answered.
 *
 * @param connection which ends
 * @param loop its I/O thread
 */
record ConnectionDrain(ServedConnection connection, EventLoop loop) {

	/**
	 * How long it is still read from, so that requests which have arrived by now, but
	 * were not read yet, are answered too.
	 */
	private static final long LAST_READ_MILLIS = 50;

	/**
	 * How long it is still read from after its client was told a farewell: what the
	 * client sends before it reads that is under way for a round trip at most.
	 */
	private static final long FAREWELL_READ_MILLIS = 250;

	/**
	 * Any thread: begin.
	 */
	void begin() {
		byte[] farewell = this.connection.context().settings().farewell();
		if (farewell != null) {
			this.loop.execute(() -> tell(farewell));
		}
		else {
			endIn(LAST_READ_MILLIS);
		}
	}

	/**
	 * A client that is told is read from until it has been told, and a moment longer:
	 * what it sends before it has read the farewell is answered too.
	 */
	private void tell(byte[] farewell) {
		boolean canBeTold = this.connection.handler().isInConversation() && this.connection.reason() == null;
		if (!canBeTold) {
			endIn(LAST_READ_MILLIS);
		}
		else if (this.connection.tell(farewell)) {
			endIn(FAREWELL_READ_MILLIS);
		}
		else {
			this.loop.schedule(() -> tell(farewell), LAST_READ_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void endIn(long millis) {
		this.loop.schedule(() -> {
			if (this.connection.lane().isOpened()) {
				this.connection.finish(CloseReason.SHUTDOWN);
			}
			else {
				this.connection.end(CloseReason.SHUTDOWN);
			}
		}, millis, TimeUnit.MILLISECONDS);
	}

}
