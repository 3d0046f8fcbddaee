package io.netpool.tcp.server;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Checks all connections of an event loop periodically for expired timeouts. Confined to
 * the event loop.
 * <p>
 * A timer per connection would have to be reset for each message. The sweep compares the
 * counters of connections with those at the previous sweep, so that a message costs
 * nothing, not even reading the clock; in return, a timeout is detected up to two periods
 * late. The period is an eighth of the shortest timeout, a second at most.
 */
final class TimeoutSweep implements Runnable {

	private static final int SWEEPS_PER_TIMEOUT = 8;

	private static final Duration MAX_PERIOD = Duration.ofSeconds(1);

	private final EventLoop loop;

	private final TimeoutSettings settings;

	private final ReplyTimeouts replies;

	private final @Nullable Duration period;

	private final Set<ConnectionTimeouts> connections = new LinkedHashSet<>();

	private @Nullable Future<?> sweeps;

	TimeoutSweep(EventLoop loop, TimeoutSettings settings, ReplyTimeouts replies) {
		this.loop = loop;
		this.settings = settings;
		this.replies = replies;
		this.period = Stream
			.of(settings.idle(), settings.firstMessage(), settings.frame(), settings.write(), replies.reply(),
					replies.element())
			.flatMap(Stream::ofNullable)
			.min(Duration::compareTo)
			.map((shortest) -> shortest.dividedBy(SWEEPS_PER_TIMEOUT))
			.map((part) -> (part.compareTo(MAX_PERIOD) < 0) ? part : MAX_PERIOD)
			.orElse(null);
	}

	/**
	 * Adds a connection.
	 * @return the object to remove it with, {@code null} where no timeout is set
	 */
	@Nullable ConnectionTimeouts watch(ServedConnection connection, FrameReader reader, FrameWriter writer) {
		Duration every = this.period;
		if (every == null) {
			return null;
		}
		ConnectionTimeouts added = new ConnectionTimeouts(connection, reader, writer, System.nanoTime());
		this.connections.add(added);
		if (this.sweeps == null) {
			long nanos = Math.max(1, every.toNanos());
			this.sweeps = this.loop.scheduleWithFixedDelay(this, nanos, nanos, TimeUnit.NANOSECONDS);
		}
		return added;
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
			CloseReason reason = connection.check(now, this.settings);
			if (reason != null) {
				connection.expire(reason);
			}
			connection.checkReply(now, this.replies);
		}
	}

}
