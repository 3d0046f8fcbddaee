package io.netpool.tcp.server;

import java.time.Duration;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.TimeoutSettings;
import org.jspecify.annotations.Nullable;

/**
 * Since when a connection has not done what it is expected to do, as far as
 * {@link TimeoutSweep} has seen.
 */
final class ConnectionTimeouts {

	private final ServedConnection connection;

	private final FrameReader inbound;

	private final FrameWriter writer;

	private final long established;

	private long active;

	private long received;

	private long sent;

	private long frameBegan;

	private long frameSeen = -1;

	private boolean busy;

	private boolean waits;

	private long waitsSince;

	private long taken;

	ConnectionTimeouts(ServedConnection connection, FrameReader inbound, FrameWriter writer, long now) {
		this.connection = connection;
		this.inbound = inbound;
		this.writer = writer;
		this.established = now;
		this.active = now;
	}

	/**
	 * See what has happened since the last look.
	 * @return why the connection has to end, {@code null} if it has not
	 */
	@Nullable CloseReason look(long now, TimeoutSettings settings) {
		lookAtActivity(now);
		lookAtFrame(now);
		lookAtReading(now);
		if (this.waits && exceeds(settings.write(), this.waitsSince, now)) {
			return CloseReason.WRITE_TIMEOUT;
		}
		boolean sends = this.inbound.ending() == null;
		if (sends && this.frameSeen >= 0 && exceeds(settings.frame(), this.frameBegan, now)) {
			return CloseReason.FRAME_TIMEOUT;
		}
		if (sends && this.connection.counts().receivedMessages() == 0
				&& exceeds(settings.firstMessage(), this.established, now)) {
			return CloseReason.FIRST_MESSAGE_TIMEOUT;
		}
		return exceeds(settings.idle(), this.active, now) ? CloseReason.IDLE_TIMEOUT : null;
	}

	private static boolean exceeds(@Nullable Duration timeout, long since, long now) {
		return timeout != null && now - since >= timeout.toNanos();
	}

	/**
	 * A client that waits for its handler, or until it may send on, is not idle. It may
	 * have waited until just now where it did so at the last look.
	 */
	private void lookAtActivity(long now) {
		ConnectionCounts counts = this.connection.counts();
		boolean waited = this.busy;
		this.busy = this.inbound.isPaused() || !this.connection.lane().isQuiet();
		if (waited || this.busy || this.received != counts.receivedBytes() || this.sent != counts.sentBytes()) {
			this.received = counts.receivedBytes();
			this.sent = counts.sentBytes();
			this.active = now;
		}
	}

	/**
	 * A frame is the same as long as no message was cut; while reading pauses, its client
	 * can't send the rest.
	 */
	private void lookAtFrame(long now) {
		long current = this.inbound.isWithinFrame() ? this.connection.counts().receivedMessages() : -1;
		if (current != this.frameSeen) {
			this.frameSeen = current;
			this.frameBegan = now;
		}
	}

	/**
	 * What the socket has taken was read, or there is room for it at the client. What
	 * waits is timed from the first look that sees it, since it may have come just now.
	 */
	private void lookAtReading(long now) {
		long current = this.writer.taken();
		if (current > this.taken || this.connection.outbound().isEmpty()) {
			this.taken = current;
			this.waits = false;
		}
		else if (!this.waits) {
			this.waits = true;
			this.waitsSince = now;
		}
	}

	/**
	 * End the connection: when what came before has been answered, or now if its client
	 * does not read.
	 */
	void end(CloseReason reason) {
		boolean reads = reason != CloseReason.WRITE_TIMEOUT
				&& (reason != CloseReason.IDLE_TIMEOUT || this.connection.outbound().isEmpty());
		if (reads) {
			this.connection.finish(reason);
		}
		else {
			this.connection.end(reason);
		}
	}

}
