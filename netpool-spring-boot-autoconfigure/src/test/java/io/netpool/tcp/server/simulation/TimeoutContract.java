package io.netpool.tcp.server.simulation;

import java.time.Duration;
import java.util.Random;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.server.EngineView;

/**
 * What netpool promises for idle timeouts, heartbeats and the maximum age of one
 * connection.
 */
final class TimeoutContract {

	/**
	 * Time after which a change of a timeout has taken effect.
	 */
	private static final long CHANGE_NANOS = 50_000_000;

	private final Simulation simulation;

	private final Conversation conversation;

	private final DevicePlan plan;

	private final IdleTime idle;

	private final IdleTime readIdle;

	private long received;

	private long sent;

	/**
	 * When the client got something else than a heartbeat.
	 */
	private long messageArrived;

	private long began;

	private int heartbeats;

	TimeoutContract(Simulation simulation, Conversation conversation) {
		this.simulation = simulation;
		this.conversation = conversation;
		Duration other = simulation.plan().otherTimeouts();
		DevicePlan devices = simulation.plan().devices();
		this.plan = (devices != null) ? devices : DevicePlan.none(other);
		this.idle = new IdleTime(other);
		this.readIdle = new IdleTime(this.plan.readIdle());
	}

	private static long now() {
		return Scheduler.current().nanoTime();
	}

	/**
	 * Called when the client connects.
	 */
	void begin() {
		this.began = now();
	}

	/**
	 * Called when the engine reads bytes that it does not discard.
	 */
	void received() {
		this.received = now();
	}

	/**
	 * Called when the engine writes bytes.
	 */
	void sent() {
		TcpConnection connection = this.conversation.connection();
		if (connection == null || !Scheduler.current().quietly(() -> EngineView.isClosing(connection))) {
			this.sent = now();
		}
	}

	/**
	 * Called when the client gets something else than a heartbeat.
	 */
	void messageArrived() {
		this.messageArrived = now();
	}

	/**
	 * Called by the engine: returns the next heartbeat.
	 */
	String heartbeat() {
		Wire wire = this.simulation.client(this.conversation.number()).wire();
		// the last bytes may have waited for the client
		boolean prompt = wire.longestFull(now()) < 0;
		if (prompt && now() - this.sent < this.plan.heartbeat().toNanos()) {
			violation("is sent a heartbeat " + (now() - this.sent) + " ns after the last bytes");
		}
		return "b." + this.heartbeats++;
	}

	/**
	 * Called by a handler: changes idle timeouts.
	 */
	void change(TcpConnection connection, Random random) {
		Duration timeout = Duration.ofMillis(Plan.any(random, 0, 500, 1000));
		if (random.nextBoolean()) {
			this.readIdle.change(timeout);
			connection.readIdleTimeout(timeout);
		}
		else {
			this.idle.change(timeout);
			connection.idleTimeout(timeout);
		}
	}

	/**
	 * Called when the connection is disconnected.
	 */
	void disconnected(SimulatedClient client, CloseReason reason) {
		switch (reason) {
			case READ_IDLE_TIMEOUT -> {
				checkIdle(this.readIdle, this.received, reason);
				if (client.answersHeartbeats() && hasHeartbeatsFor(this.readIdle)) {
					violation("was closed with READ_IDLE_TIMEOUT, and answers heartbeats");
				}
			}
			case IDLE_TIMEOUT -> {
				checkIdle(this.idle, Math.max(this.received, this.sent), reason);
				if (client.answersHeartbeats() && hasHeartbeatsFor(this.idle)) {
					violation("was closed with IDLE_TIMEOUT, and gets heartbeats");
				}
			}
			case MAX_AGE -> {
				long age = now() - this.began;
				Duration max = this.plan.maxAge();
				if (max.isZero() || age < max.minus(max.dividedBy(4)).toNanos()) {
					violation("was closed with MAX_AGE after " + age + " ns");
				}
			}
			default -> {
			}
		}
	}

	private void checkIdle(IdleTime timeout, long active, CloseReason reason) {
		long expected = timeout.isInEffect() ? timeout.timeout : timeout.least;
		if (expected == 0 || now() - active < expected) {
			violation("was closed with " + reason + " after " + (now() - active) + " ns");
		}
	}

	/**
	 * Returns whether there were heartbeats in time: they are sent if nothing else is.
	 */
	private boolean hasHeartbeatsFor(IdleTime timeout) {
		return !this.plan.heartbeat().isZero() && now() - this.messageArrived > timeout.least
				&& !Scheduler.current().isSlow();
	}

	/**
	 * Checks an open connection that has had the time for every timeout.
	 */
	void checkAtRest(SimulatedClient client) {
		boolean heartbeats = !this.plan.heartbeat().isZero();
		boolean answers = heartbeats && client.isAnswering();
		if (this.readIdle.timeout > 0 && !answers && !client.hasEnded()) {
			violation("sends nothing, and is still open");
		}
		if (this.idle.timeout > 0 && !heartbeats) {
			violation("is idle, and still open");
		}
		if (!this.plan.maxAge().isZero()) {
			violation("is older than the maximum age");
		}
	}

	private void violation(String what) {
		this.simulation.violation(this.conversation + " " + what);
	}

	/**
	 * An idle timeout in nanoseconds, 0 if there is none.
	 */
	private static final class IdleTime {

		private long timeout;

		/**
		 * The shortest one so far.
		 */
		private long least;

		private long changed;

		IdleTime(Duration timeout) {
			change(timeout);
		}

		/**
		 * Returns whether the present timeout has surely been taken over.
		 */
		boolean isInEffect() {
			return !Scheduler.current().isSlow() && now() - this.changed > CHANGE_NANOS;
		}

		void change(Duration changedTo) {
			this.changed = now();
			this.timeout = changedTo.toNanos();
			this.least = (this.least == 0 || (this.timeout > 0 && this.timeout < this.least)) ? this.timeout
					: this.least;
		}

	}

}
