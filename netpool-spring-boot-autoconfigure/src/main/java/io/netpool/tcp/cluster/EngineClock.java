package io.netpool.tcp.cluster;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The engine's time, which all instances share, from what it has last told. What is not
 * known of it is on the safe side: a message is written by none after its deadline. The
 * method is Cristian's (F. Cristian, "Probabilistic clock synchronization", Distributed
 * Computing 3, 1989).
 */
final class EngineClock {

	/**
	 * By how much clocks may drift apart: 200 parts per million.
	 */
	private static final long DRIFT = 5000;

	private volatile @Nullable Sample best;

	private volatile boolean restarted;

	/**
	 * Learns the engine's time.
	 * @param asked when it was asked, by {@link System#nanoTime()}
	 * @param answered when the answer was received
	 * @param time the answer, in milliseconds
	 */
	void learn(long asked, long answered, long time) {
		// a millisecond is what the answer was rounded by
		long error = (answered - asked) / 2 + TimeUnit.MILLISECONDS.toNanos(1);
		Sample known = this.best;
		if (known == null || this.restarted || error <= known.errorAt(answered)) {
			long middle = asked + (answered - asked) / 2;
			this.best = new Sample(TimeUnit.MILLISECONDS.toNanos(time) - middle, error, answered);
			this.restarted = false;
		}
	}

	/**
	 * The engine may be another one, with another time: what is learned next counts.
	 */
	void restart() {
		this.restarted = true;
	}

	/**
	 * Returns the engine's time in milliseconds, at the earliest.
	 */
	long earliest() {
		long now = System.nanoTime();
		Sample known = this.best;
		return (known != null) ? TimeUnit.NANOSECONDS.toMillis(now + known.offset - known.errorAt(now)) : 0;
	}

	/**
	 * Returns the engine's time in milliseconds, at the latest: as long as nothing is
	 * known of it, every message is late.
	 */
	long latest() {
		long now = System.nanoTime();
		Sample known = this.best;
		return (known != null) ? TimeUnit.NANOSECONDS.toMillis(now + known.offset + known.errorAt(now))
				: Long.MAX_VALUE / 2;
	}

	/**
	 * Returns a number for a claim that can't be made now: about the engine's time in
	 * microseconds.
	 */
	long estimatedFence() {
		long time = (this.best != null) ? latest() : System.currentTimeMillis();
		return TimeUnit.MILLISECONDS.toMicros(time);
	}

	/**
	 * Nanoseconds.
	 *
	 * @param offset of the engine's time from that of {@link System#nanoTime()}
	 * @param error of the offset when it was learned
	 * @param learned when that was
	 */
	private record Sample(long offset, long error, long learned) {

		long errorAt(long now) {
			return this.error + (now - this.learned) / DRIFT;
		}

	}

}
