package io.netpool.tcp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpReply.ReplyTimeoutException;
import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.MaxAge;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.statistics.ConnectionCounts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one connection: since when it has been idle, in a frame, or not
 * reading, as far as the {@link TimeoutSweep} has seen. Confined to its event loop.
 */
final class ConnectionTimeouts {

	private static final Log logger = LogFactory.getLog(ConnectionTimeouts.class);

	private final ServedConnection connection;

	private final FrameReader reader;

	private final FrameWriter writer;

	private final TimeoutSweep sweep;

	private final long established;

	/**
	 * The age at which the connection is drained.
	 */
	private final long age;

	private boolean old;

	private @Nullable Duration idle;

	private @Nullable Duration readIdle;

	private long anonymousSince;

	private long active;

	private long readActive;

	private long writeActive;

	private long received;

	private long sent;

	private long frameBegan;

	private long frameSeen = -1;

	private boolean busy;

	private boolean stalled;

	private long stalledSince;

	private long lastAccepted;

	private long lastWaiting;

	private @Nullable Rest rest;

	private long restingSince;

	ConnectionTimeouts(ServedConnection connection, FrameReader reader, FrameWriter writer, TimeoutSweep sweep,
			long now) {
		this.connection = connection;
		this.reader = reader;
		this.writer = writer;
		this.sweep = sweep;
		this.established = now;
		MaxAge maxAge = sweep.settings().maxAge();
		this.age = (maxAge != null) ? maxAge.randomNanos() : Long.MAX_VALUE;
		this.idle = sweep.settings().idle();
		this.readIdle = sweep.settings().readIdle();
		this.anonymousSince = now;
		this.active = now;
		this.readActive = now;
		this.writeActive = now;
	}

	/**
	 * Sets the idle timeout of this connection, {@code null} to disable it.
	 */
	void idle(@Nullable Duration timeout) {
		this.idle = timeout;
		require(timeout);
	}

	/**
	 * Sets the read idle timeout of this connection, {@code null} to disable it.
	 */
	void readIdle(@Nullable Duration timeout) {
		this.readIdle = timeout;
		require(timeout);
	}

	private void require(@Nullable Duration timeout) {
		if (timeout != null) {
			this.sweep.require(timeout);
		}
	}

	/**
	 * Returns the timeout of a close reason.
	 * @return the timeout, {@code null} if the reason is none
	 */
	@Nullable Duration of(CloseReason reason) {
		TimeoutSettings settings = this.sweep.settings();
		return switch (reason) {
			case IDLE_TIMEOUT -> this.idle;
			case READ_IDLE_TIMEOUT -> this.readIdle;
			case WRITE_TIMEOUT -> settings.write();
			case FRAME_TIMEOUT -> settings.frame();
			case FIRST_MESSAGE_TIMEOUT -> settings.firstMessage();
			default -> null;
		};
	}

	/**
	 * Compares the connection with its state at the previous check.
	 * @return the timeout that has expired, {@code null} if none has
	 */
	@Nullable CloseReason check(long now) {
		TimeoutSettings settings = this.sweep.settings();
		checkActivity(now);
		checkFrame(now);
		checkClientReads(now);
		if (this.stalled && exceeds(settings.write(), this.stalledSince, now)) {
			return CloseReason.WRITE_TIMEOUT;
		}
		boolean sends = this.reader.ending() == null;
		if (sends && this.frameSeen >= 0 && exceeds(settings.frame(), this.frameBegan, now)) {
			return CloseReason.FRAME_TIMEOUT;
		}
		if (sends && !this.reader.gate().isPaused() && this.connection.counts().receivedMessages() == 0
				&& exceeds(settings.firstMessage(), this.established, now)) {
			return CloseReason.FIRST_MESSAGE_TIMEOUT;
		}
		if (this.connection.principal() != null) {
			this.anonymousSince = now;
		}
		if (exceeds(settings.authentication(), this.anonymousSince, now)) {
			return CloseReason.UNAUTHENTICATED;
		}
		if (sends && exceeds(this.readIdle, this.readActive, now)) {
			return CloseReason.READ_IDLE_TIMEOUT;
		}
		return exceeds(this.idle, this.active, now) ? CloseReason.IDLE_TIMEOUT : null;
	}

	private static boolean exceeds(@Nullable Duration timeout, long since, long now) {
		return timeout != null && now - since >= TimeUnit.NANOSECONDS.convert(timeout);
	}

	/**
	 * A client that waits for its handler, or whose reads are paused, is not idle. If it
	 * waited at the previous check, it may have done so until just now.
	 */
	private void checkActivity(long now) {
		ConnectionCounts counts = this.connection.counts();
		boolean waited = this.busy;
		this.busy = this.reader.gate().isPaused() || !this.connection.lane().isIdle();
		boolean received = this.received != counts.receivedBytes();
		long accepted = this.writer.accepted();
		boolean sent = this.sent != accepted;
		this.received = counts.receivedBytes();
		this.sent = accepted;
		if (sent) {
			this.writeActive = now;
		}
		if (waited || this.busy || received) {
			this.readActive = now;
			this.active = now;
		}
		else if (sent) {
			this.active = now;
		}
	}

	/**
	 * Drains a connection that is old enough.
	 */
	void checkAge(long now) {
		if (!this.old && now - this.established >= this.age) {
			this.old = true;
			this.connection.handler().drain(CloseReason.MAX_AGE);
		}
	}

	/**
	 * Sends a heartbeat if nothing was sent for its interval.
	 */
	void sendHeartbeat(long now) {
		HeartbeatSettings heartbeat = this.sweep.heartbeat();
		if (heartbeat == null || !exceeds(heartbeat.interval(), this.writeActive, now) || !this.connection.isServed()
				|| this.connection.closer().isClosing() || !this.connection.handler().isExchangingMessages()
				|| !this.connection.outbound().isEmpty()) {
			return;
		}
		this.writeActive = now;
		try {
			Object message = heartbeat.message().apply(this.connection);
			if (message != null) {
				this.connection.send(message);
			}
		}
		catch (Throwable ex) {
			this.connection.context()
				.failureLogger()
				.error(logger, () -> "Heartbeat of " + this.connection.label() + " failed", ex);
		}
	}

	/**
	 * It is the same frame as long as no frame has ended; while reading is paused, the
	 * client cannot send the rest.
	 */
	private void checkFrame(long now) {
		long current = this.reader.isWithinFrame() ? this.reader.frames() : -1;
		if (current != this.frameSeen) {
			this.frameSeen = current;
			this.frameBegan = now;
		}
	}

	/**
	 * Bytes that the socket has accepted show that the client reads. Pending bytes are
	 * timed from the first check that sees them, since they may have just come.
	 */
	private void checkClientReads(long now) {
		long accepted = this.writer.accepted();
		long waiting = this.writer.waiting();
		boolean reads = accepted != this.lastAccepted || waiting < this.lastWaiting;
		this.lastAccepted = accepted;
		this.lastWaiting = waiting;
		if (reads || this.connection.outbound().isEmpty()) {
			this.stalled = false;
		}
		else if (!this.stalled) {
			this.stalled = true;
			this.stalledSince = now;
		}
	}

	/**
	 * Fails the message whose asynchronous reply is not complete in time. It is timed
	 * from the first check that sees it, and a stream from its last reply, or from when
	 * the client has read those before.
	 */
	void checkReply(long now, ReplyTimeouts settings) {
		Lane lane = this.connection.lane();
		if (!lane.isResting()) {
			this.rest = null;
			return;
		}
		Rest current = new Rest(lane.step(), lane.repliesProduced(), this.connection.closer().isFinishing());
		boolean awaitsClient = current.isStream() && !this.connection.outbound().isEmpty();
		if (!current.equals(this.rest) || awaitsClient) {
			this.rest = current;
			this.restingSince = now;
			return;
		}
		Duration timeout = settings.of(current.isStream(), current.finishing());
		if (timeout != null && exceeds(timeout, this.restingSince, now)) {
			lane.cancelReply(new ReplyTimeoutException(timeout));
		}
	}

	/**
	 * Closes the connection: after what was received has been answered, or at once if the
	 * client does not read.
	 */
	void expire(CloseReason reason) {
		boolean reads = switch (reason) {
			case WRITE_TIMEOUT -> false;
			case IDLE_TIMEOUT, READ_IDLE_TIMEOUT, UNAUTHENTICATED -> this.connection.outbound().isEmpty();
			default -> true;
		};
		if (reads) {
			this.connection.closer().finish(reason);
		}
		else {
			this.connection.closer().abort(reason);
		}
	}

	/**
	 * A lane that rests, as a check has seen it.
	 *
	 * @param step the step of the lane
	 * @param produced the number of replies that a stream has produced, -1 for a single
	 * reply
	 * @param finishing whether the connection closes after the reply
	 */
	private record Rest(int step, long produced, boolean finishing) {

		boolean isStream() {
			return this.produced >= 0;
		}

	}

}
