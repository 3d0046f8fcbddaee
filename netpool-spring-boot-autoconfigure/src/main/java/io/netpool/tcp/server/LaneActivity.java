package io.netpool.tcp.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * What a lane is at: which thread runs it, how far it is, and when it last was. Its
 * runner tells, one at a time; any thread may ask.
 */
final class LaneActivity {

	private static final VarHandle STEP;

	private static final VarHandle LAST_RUN;

	static {
		try {
			STEP = MethodHandles.lookup().findVarHandle(LaneActivity.class, "step", int.class);
			LAST_RUN = MethodHandles.lookup().findVarHandle(LaneActivity.class, "lastRun", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private volatile @Nullable Thread thread;

	/**
	 * Counts runs, and messages given to the handler.
	 */
	private int step;

	/**
	 * When the last run ended, or this was made.
	 */
	private long lastRun = System.nanoTime();

	/**
	 * The step with which this run began.
	 */
	private int firstStep;

	/**
	 * How many messages of this run failed before the handler returned.
	 */
	private int failed;

	private long began;

	/**
	 * Runner: a run begins.
	 */
	void begin() {
		// before the thread: who sees that sees this step or a later one
		nextStep();
		this.firstStep = this.step;
		this.failed = 0;
		this.thread = Thread.currentThread();
		this.began = System.nanoTime();
	}

	/**
	 * Runner: a message is given to the handler.
	 */
	void message() {
		nextStep();
	}

	/**
	 * Runner: the handler has failed for it.
	 */
	void messageFailed() {
		this.failed++;
	}

	/**
	 * Runner: the run ends.
	 * @param times count it
	 */
	void end(HandlerTimes times) {
		this.thread = null;
		long now = System.nanoTime();
		LAST_RUN.setOpaque(this, now);
		int handled = this.step - this.firstStep;
		if (handled > 0) {
			times.add(handled, this.failed, now - this.began);
		}
	}

	private void nextStep() {
		STEP.setOpaque(this, this.step + 1);
	}

	/**
	 * Which thread runs the lane, {@code null} if none does.
	 */
	@Nullable Thread thread() {
		return this.thread;
	}

	/**
	 * A number that is another one for each run and each message. It must be asked after
	 * {@link #thread()}: then it is not older than that answer.
	 */
	int step() {
		return (int) STEP.getOpaque(this);
	}

	/**
	 * How many nanoseconds ago the last run ended.
	 */
	long nanosSinceRun() {
		return System.nanoTime() - (long) LAST_RUN.getOpaque(this);
	}

}
