package io.netpool.tcp.server;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again at all connections of an I/O thread for those that have used up
 * the pool's patience. It belongs to this thread.
 * <p>
 * A timer for each connection would have to be told of each message. The sweep compares
 * what connections have counted with what they had at its last turn, so that a message
 * costs nothing, not even a look at the clock; in return, a timeout is noticed late by up
 * to two turns. A turn is an eighth of the shortest timeout, a second at most.
 */
final class TimeoutSweep implements Runnable {

	private static final int TURNS_OF_SHORTEST = 8;

	private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

	private final EventLoop loop;

	private final TimeoutSettings settings;

	private final @Nullable Duration turn;

	private final Set<ConnectionTimeouts> connections = new LinkedHashSet<>();

	private @Nullable Future<?> turns;

	TimeoutSweep(EventLoop loop, TimeoutSettings settings) {
		this.loop = loop;
		this.settings = settings;
		this.turn = Stream.of(settings.idle(), settings.firstMessage(), settings.frame(), settings.write())
			.flatMap(Stream::ofNullable)
			.min(Duration::compareTo)
			.map((shortest) -> shortest.dividedBy(TURNS_OF_SHORTEST))
			.map((part) -> (part.compareTo(LONGEST_TURN) < 0) ? part : LONGEST_TURN)
			.orElse(null);
	}

	/**
	 * Begin to look at a connection.
	 * @return what ends that, {@code null} where no timeout is set
	 */
	@Nullable ConnectionTimeouts watch(ServedConnection connection, FrameReader inbound, FrameWriter writer) {
		Duration every = this.turn;
		if (every == null) {
			return null;
		}
		ConnectionTimeouts added = new ConnectionTimeouts(connection, inbound, writer, System.nanoTime());
		this.connections.add(added);
		if (this.turns == null) {
			long nanos = Math.max(1, every.toNanos());
			this.turns = this.loop.scheduleWithFixedDelay(this, nanos, nanos, TimeUnit.NANOSECONDS);
		}
		return added;
	}

	/**
	 * Look at a connection no longer.
	 */
	void forget(ConnectionTimeouts connection) {
		this.connections.remove(connection);
		if (this.connections.isEmpty() && this.turns != null) {
			this.turns.cancel(false);
			this.turns = null;
		}
	}

	@Override
	public void run() {
		long now = System.nanoTime();
		// none is taken out meanwhile: that one ends is seen in a later task of the loop
		for (ConnectionTimeouts connection : this.connections) {
			CloseReason reason = connection.look(now, this.settings);
			if (reason != null) {
				connection.end(reason);
			}
		}
	}

}
