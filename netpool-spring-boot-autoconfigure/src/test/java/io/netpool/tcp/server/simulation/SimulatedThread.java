package io.netpool.tcp.server.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A thread of a simulation. It is backed by a thread of the JVM, so that
 * {@link Thread#currentThread()} tells the threads of a simulation apart, and so that it
 * can stop anywhere; but of all threads of a simulation only the one runs whose turn it
 * is.
 */
final class SimulatedThread {

	private static final Deque<SimulatedThread> IDLE = new ArrayDeque<>();

	private volatile boolean turn;

	private volatile @Nullable Thread thread;

	private String name;

	private Runnable task;

	/**
	 * What the thread waits for, {@code null} if it does not wait.
	 */
	private @Nullable BooleanSupplier awaited;

	/**
	 * The time before which the thread does not run, or until which it waits.
	 */
	private long wakeAt;

	private final boolean reusable;

	private boolean interrupted;

	private boolean permit;

	/**
	 * Number of monitors that the thread holds. It is not preempted while there is one:
	 * another thread that needs the monitor would stop the simulation.
	 */
	private int monitors;

	SimulatedThread(String name, Runnable task) {
		this(name, task, false);
	}

	private SimulatedThread(String name, Runnable task, boolean reusable) {
		this.name = name;
		this.task = task;
		this.reusable = reusable;
	}

	/**
	 * Returns a thread for a task, whose thread of the JVM has other tasks after it.
	 */
	static SimulatedThread reusable(String name, Runnable task) {
		SimulatedThread idle = IDLE.poll();
		if (idle != null) {
			idle.reuse(name, task);
			return idle;
		}
		SimulatedThread thread = new SimulatedThread(name, task, true);
		thread.start(SimulatedThread::startDaemon, thread::runTasks);
		return thread;
	}

	private static void startDaemon(Runnable body) {
		Thread thread = new Thread(body, "simulated");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Runs one task after the other, each for the simulation that it is of.
	 */
	private void runTasks() {
		while (true) {
			Scheduler.current().runTask(this);
			awaitTurn();
		}
	}

	/**
	 * Called when the task has ended, before the turn is given away.
	 */
	void retire() {
		if (this.reusable) {
			IDLE.push(this);
		}
	}

	private void reuse(String name, Runnable task) {
		this.name = name;
		this.task = task;
		this.wakeAt = 0;
		this.awaited = null;
		this.interrupted = false;
		this.permit = false;
		this.monitors = 0;
	}

	/**
	 * Starts the thread of the JVM, which waits for its first turn.
	 * @param executor starts it
	 * @param body what it does in its turns
	 */
	void start(Executor executor, Runnable body) {
		CountDownLatch started = new CountDownLatch(1);
		executor.execute(() -> {
			this.thread = Thread.currentThread();
			started.countDown();
			awaitTurn();
			body.run();
		});
		try {
			started.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void runTask() {
		this.task.run();
	}

	void awaitTurn() {
		while (!this.turn) {
			LockSupport.park(this);
		}
		this.turn = false;
	}

	void giveTurn() {
		this.turn = true;
		LockSupport.unpark(this.thread);
	}

	void await(@Nullable BooleanSupplier condition, long time) {
		this.awaited = condition;
		this.wakeAt = time;
	}

	/**
	 * Returns whether the thread can run at this time.
	 */
	boolean isReady(long now) {
		BooleanSupplier condition = this.awaited;
		return this.wakeAt <= now || (condition != null && condition.getAsBoolean());
	}

	boolean isWaiting() {
		return this.awaited != null;
	}

	long wakeAt() {
		return this.wakeAt;
	}

	/**
	 * Called by the thread: waits until it is unparked or interrupted, or some time has
	 * passed.
	 */
	void park(long nanos) {
		Scheduler.current().await(() -> this.permit || this.interrupted, nanos);
		this.permit = false;
	}

	void unpark() {
		this.permit = true;
	}

	void interrupt() {
		this.interrupted = true;
	}

	boolean isInterrupted() {
		return this.interrupted;
	}

	boolean clearInterrupt() {
		boolean was = this.interrupted;
		this.interrupted = false;
		return was;
	}

	void enterMonitor() {
		this.monitors++;
	}

	void exitMonitor() {
		this.monitors--;
	}

	boolean holdsMonitor() {
		return this.monitors > 0;
	}

	@Nullable Thread thread() {
		return this.thread;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
