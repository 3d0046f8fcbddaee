package io.netpool.tcp.server;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Checks all connections of an event loop periodically for expired timeouts and due
 * heartbeats. Confined to the event loop.
 * <p>
 * A timer per connection would have to be reset for each message. The sweep compares the
 * counters of connections with those at the previous sweep, so that a message costs
 * nothing, not even reading the clock; in return, a timeout is detected up to two periods
 * late. The period is an eighth of the shortest timeout, from a millisecond to a second.
 */
final class TimeoutSweep implements Runnable {

	private static final int SWEEPS_PER_TIMEOUT = 8;

	private static final Duration MIN_PERIOD = Duration.ofMillis(1);

	private static final Duration MAX_PERIOD = Duration.ofSeconds(1);

	private final EventLoop loop;

	private final TimeoutSettings settings;

	private final ReplyTimeouts replies;

	private final @Nullable HeartbeatSettings heartbeat;

	private final boolean needed;

	private Duration period = MAX_PERIOD;

	private final Set<ConnectionTimeouts> connections = new LinkedHashSet<>();

	private @Nullable Future<?> sweeps;

	TimeoutSweep(EventLoop loop, TimeoutSettings settings, ReplyTimeouts replies,
			@Nullable HeartbeatSettings heartbeat) {
		this.loop = loop;
		this.settings = settings;
		this.replies = replies;
		this.heartbeat = heartbeat;
		List<Duration> timeouts = Stream
			.of(settings.idle(), settings.readIdle(), settings.firstMessage(), settings.frame(), settings.write(),
					settings.authentication(), replies.reply(), replies.element(),
					(settings.maxAge() != null) ? settings.maxAge().age() : null,
					(heartbeat != null) ? heartbeat.interval() : null)
			.flatMap(Stream::ofNullable)
			.toList();
		this.needed = !timeouts.isEmpty();
		timeouts.forEach(this::shortenPeriod);
	}

	/**
	 * Returns whether every connection has a timeout or heartbeats.
	 */
	boolean isNeeded() {
		return this.needed;
	}

	/**
	 * Adds a connection.
	 * @return the object to remove it with
	 */
	ConnectionTimeouts watch(ServedConnection connection, FrameReader reader, FrameWriter writer) {
		ConnectionTimeouts added = new ConnectionTimeouts(connection, reader, writer, this, System.nanoTime());
		this.connections.add(added);
		if (this.sweeps == null) {
			schedule();
		}
		return added;
	}

	/**
	 * Sweeps often enough for a timeout.
	 */
	void require(Duration timeout) {
		if (shortenPeriod(timeout) && this.sweeps != null) {
			this.sweeps.cancel(false);
			schedule();
		}
	}

	private boolean shortenPeriod(Duration timeout) {
		Duration part = timeout.dividedBy(SWEEPS_PER_TIMEOUT);
		if (part.compareTo(this.period) >= 0) {
			return false;
		}
		this.period = (part.compareTo(MIN_PERIOD) < 0) ? MIN_PERIOD : part;
		return true;
	}

	private void schedule() {
		long nanos = this.period.toNanos();
		this.sweeps = this.loop.scheduleWithFixedDelay(this, nanos, nanos, TimeUnit.NANOSECONDS);
	}

	TimeoutSettings settings() {
		return this.settings;
	}

	@Nullable HeartbeatSettings heartbeat() {
		return this.heartbeat;
	}

	/**
	 * Removes a connection.
	 */
	void forget(ConnectionTimeouts connection) {
		this.connections.remove(connection);
		if (this.connections.isEmpty() && this.sweeps != null) {
			this.sweeps.cancel(false);
			this.sweeps = null;
		}
	}

	@Override
	public void run() {
		long now = System.nanoTime();
		// none is removed meanwhile: a close is processed by a later task of the event
		// loop
		for (ConnectionTimeouts connection : this.connections) {
			CloseReason reason = connection.check(now);
			if (reason != null) {
				connection.expire(reason);
			}
			// before a heartbeat, which a stream of replies would wait for the client to
			// read
			connection.checkReply(now, this.replies);
			if (reason == null) {
				connection.sendHeartbeat(now);
				connection.checkAge(now);
			}
		}
	}

}
