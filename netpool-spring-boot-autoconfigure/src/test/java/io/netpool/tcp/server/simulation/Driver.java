package io.netpool.tcp.server.simulation;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The thread of the test, which has its turn when no simulated thread has.
 */
final class Driver {

	private static final long STUCK_SECONDS = 20;

	private final Thread thread = Thread.currentThread();

	/**
	 * Waits until no simulated thread has its turn.
	 * @param running supplies the thread whose turn it is, {@code null} for none
	 * @param turns supplies the number of turns
	 * @throws IllegalStateException if a thread does not give its turn away: it waits for
	 * something that the simulation does not know of
	 */
	void awaitTurn(Supplier<@Nullable SimulatedThread> running, IntSupplier turns) {
		long began = System.nanoTime();
		int seen = turns.getAsInt();
		SimulatedThread current;
		while ((current = running.get()) != null) {
			LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
			if (turns.getAsInt() != seen) {
				seen = turns.getAsInt();
				began = System.nanoTime();
			}
			else if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(STUCK_SECONDS)) {
				throw stuck(current);
			}
		}
	}

	private static IllegalStateException stuck(SimulatedThread thread) {
		IllegalStateException failure = new IllegalStateException(
				"Thread " + thread + " has not given its turn away for " + STUCK_SECONDS + " s");
		failure.setStackTrace(Objects.requireNonNull(thread.thread()).getStackTrace());
		return failure;
	}

	void giveTurn() {
		LockSupport.unpark(this.thread);
	}

}
