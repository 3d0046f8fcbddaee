package io.netpool.tcp.server.lane;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * Records which thread runs a lane, its progress, and the end of its last run. Written by
 * the runner of the lane, one at a time; any thread may read.
 */
final class LaneActivity {

	private static final AtomicIntegerFieldUpdater<LaneActivity> STEP = AtomicIntegerFieldUpdater
		.newUpdater(LaneActivity.class, "step");

	private static final AtomicLongFieldUpdater<LaneActivity> LAST_RUN = AtomicLongFieldUpdater
		.newUpdater(LaneActivity.class, "lastRun");

	private volatile @Nullable Thread thread;

	/**
	 * Counts runs, and messages given to the handler.
	 */
	private volatile int step;

	/**
	 * When the last run ended, or this object was created.
	 */
	private volatile long lastRun = System.nanoTime();

	/**
	 * The step at which the present run began.
	 */
	private int firstStep;

	/**
	 * Messages of the present run that failed before the handler returned.
	 */
	private int failed;

	private long began;

	/**
	 * Called by the runner when a run begins.
	 */
	void begin() {
		// before the thread: who sees the thread sees this step or a later one
		nextStep();
		this.firstStep = this.step;
		this.failed = 0;
		this.thread = Thread.currentThread();
		this.began = System.nanoTime();
	}

	/**
	 * Called by the runner when a message is given to the handler.
	 */
	void messageBegins() {
		nextStep();
	}

	/**
	 * Called by the runner when the handler failed for the message.
	 */
	void messageFailed() {
		this.failed++;
	}

	/**
	 * Called by the runner when the run ends.
	 * @param times counts the run
	 * @return the duration of the run in nanoseconds
	 */
	long end(HandlerTimes times) {
		this.thread = null;
		long now = System.nanoTime();
		LAST_RUN.lazySet(this, now);
		long took = now - this.began;
		int handled = handled();
		if (handled > 0) {
			times.add(handled, this.failed, took);
		}
		return took;
	}

	/**
	 * Called by the runner: the number of messages of the present run that were given to
	 * the handler.
	 */
	int handled() {
		return this.step - this.firstStep;
	}

	private void nextStep() {
		STEP.lazySet(this, this.step + 1);
	}

	/**
	 * Returns the thread that runs the lane, {@code null} if none does.
	 */
	@Nullable Thread thread() {
		return this.thread;
	}

	/**
	 * Returns a number that changes with each run and each message. It must be read after
	 * {@link #thread()}: then it is not older than that answer.
	 */
	int step() {
		return this.step;
	}

	/**
	 * Returns how many nanoseconds ago the last run ended.
	 */
	long nanosSinceRun() {
		return System.nanoTime() - this.lastRun;
	}

}
