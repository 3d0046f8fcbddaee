package io.netpool.tcp.interleaving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import io.netpool.tcp.interleaving.Steps.Body;

/**
 * One run of a test in one order. One of its threads runs at a time; at the end of a
 * step, it chooses which one goes on.
 */
final class Execution {

	private static final int MAX_STEPS = 20_000;

	private final Order order;

	private final List<StepThread> threads = new ArrayList<>();

	private final Map<Object, Lock> locks = new IdentityHashMap<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private int steps;

	private boolean choosing;

	private volatile Throwable failure;

	Execution(Order order) {
		this.order = order;
	}

	/**
	 * The execution that the calling thread is of, {@code null} if none.
	 */
	static Execution current() {
		return (Thread.currentThread() instanceof StepThread thread) ? thread.execution() : null;
	}

	/**
	 * Run to the end of all threads, or to the first failure.
	 */
	void run(Body test) throws InterruptedException {
		StepThread first = start(test);
		first.goOn();
		this.end.await();
		for (StepThread thread : this.threads) {
			thread.release();
		}
	}

	int steps() {
		return this.steps;
	}

	Throwable failure() {
		return this.failure;
	}

	StepThread start(Body body) {
		StepThread thread = StepThread.take(this, body);
		this.threads.add(thread);
		return thread;
	}

	void step() {
		abandonIfFailed();
		if (this.choosing) {
			return;
		}
		if (++this.steps > MAX_STEPS) {
			fail(new AssertionError("Does not end"));
			throw new Abandoned();
		}
		StepThread current = (StepThread) Thread.currentThread();
		if (this.threads.size() > 1 && this.order.mayPreempt()) {
			switchTo(current, choose(current));
		}
	}

	void await(BooleanSupplier condition) {
		step();
		StepThread current = (StepThread) Thread.currentThread();
		current.awaits(condition);
		if (!isReady(current)) {
			switchTo(current, choose(null));
		}
		current.awaits(null);
	}

	void awaitOthers() {
		StepThread current = (StepThread) Thread.currentThread();
		await(() -> this.threads.stream().allMatch((thread) -> thread == current || thread.isFinished()));
	}

	void lock(Object monitor) {
		StepThread current = (StepThread) Thread.currentThread();
		Lock lock = this.locks.computeIfAbsent(monitor, (key) -> new Lock());
		if (this.choosing) {
			return;
		}
		if (lock.owner != current) {
			await(() -> lock.owner == null);
			lock.owner = current;
		}
		lock.depth++;
	}

	void unlock(Object monitor) {
		Lock lock = this.locks.get(monitor);
		if (!this.choosing && --lock.depth == 0) {
			lock.owner = null;
		}
	}

	/**
	 * Called by a thread that has ended.
	 */
	void finished(Throwable failed) {
		if (failed != null && !(failed instanceof Abandoned)) {
			fail(failed);
		}
		if (this.failure != null) {
			return;
		}
		if (this.threads.stream().allMatch(StepThread::isFinished)) {
			this.end.countDown();
			return;
		}
		StepThread next = choose(null);
		if (next != null) {
			next.goOn();
		}
	}

	private void switchTo(StepThread current, StepThread next) {
		if (next != null && next != current) {
			next.goOn();
			current.awaitTurn();
		}
		abandonIfFailed();
	}

	/**
	 * Choose among the threads that can go on, the current one first.
	 */
	private StepThread choose(StepThread current) {
		List<StepThread> ready = new ArrayList<>(this.threads.size());
		if (current != null) {
			ready.add(current);
		}
		for (StepThread thread : this.threads) {
			if (thread != current && isReady(thread)) {
				ready.add(thread);
			}
		}
		if (ready.isEmpty()) {
			fail(new AssertionError("Waits for ever: " + waiting()));
			return null;
		}
		return ready.get(this.order.choose(ready.size(), current != null));
	}

	private boolean isReady(StepThread thread) {
		this.choosing = true;
		try {
			return thread.isReady();
		}
		finally {
			this.choosing = false;
		}
	}

	/**
	 * Where each thread waits that has not ended.
	 */
	private Map<String, Object> waiting() {
		Map<String, Object> waiting = new HashMap<>();
		for (StepThread thread : this.threads) {
			if (!thread.isFinished()) {
				List<String> frames = new ArrayList<>();
				for (StackTraceElement frame : thread.getStackTrace()) {
					if (frame.getClassName().startsWith("io.netpool.tcp.server")) {
						frames.add(frame.toString());
					}
				}
				waiting.put("thread " + this.threads.indexOf(thread), frames);
			}
		}
		return waiting;
	}

	private void fail(Throwable failed) {
		if (this.failure == null) {
			this.failure = failed;
			this.end.countDown();
		}
	}

	private void abandonIfFailed() {
		if (this.failure != null) {
			throw new Abandoned();
		}
	}

	private static final class Lock {

		private StepThread owner;

		private int depth;

	}

	/**
	 * Ends the threads of an execution that has failed.
	 */
	@SuppressWarnings("serial")
	private static final class Abandoned extends Error {

		private Abandoned() {
			super("The test has failed", null, false, false);
		}

	}

}
