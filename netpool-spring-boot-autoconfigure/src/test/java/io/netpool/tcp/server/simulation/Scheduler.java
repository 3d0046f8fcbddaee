package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs the threads and events of a simulation one at a time, in an order that a seed
 * determines, on a clock of its own. A thread gives its turn away when it waits, when it
 * ends, and at points between, which {@link PreemptingClassLoader} inserts into the
 * engine at the beginning of each method. When nothing can run, the clock goes on to what
 * is due next.
 */
final class Scheduler {

	/**
	 * Maximum time that passes from one turn to the next.
	 */
	private static final int MAX_TURN_NANOS = 3_000;

	private static final int MAX_TURNS = 300_000;

	private static volatile @Nullable Scheduler current;

	private final Driver driver = new Driver();

	private final Random random;

	private final Trace trace = new Trace();

	private final List<SimulatedThread> threads = new ArrayList<>();

	private final List<SimulatedThread> ready = new ArrayList<>();

	private final Timeline timeline = new Timeline();

	private final Preemption preemption;

	private long until;

	private volatile int turns;

	private volatile @Nullable SimulatedThread running;

	private volatile boolean ended;

	private boolean quiet;

	private @Nullable Throwable failure;

	private Runnable atTurn = () -> {
	};

	Scheduler(Random random) {
		this.random = random;
		this.preemption = new Preemption(random);
		current = this;
	}

	static Scheduler current() {
		return Objects.requireNonNull(current, "No simulation runs");
	}

	static boolean isRunning() {
		return current != null;
	}

	/**
	 * Called at the beginning of each method of the engine.
	 */
	static void point() {
		Scheduler scheduler = current;
		if (scheduler != null) {
			scheduler.preempt();
		}
	}

	/**
	 * Has something called after each turn.
	 */
	void onTurn(Runnable action) {
		this.atTurn = action;
	}

	Random random() {
		return this.random;
	}

	Timeline timeline() {
		return this.timeline;
	}

	long nanoTime() {
		return this.timeline.nanoTime();
	}

	void trace(String what) {
		SimulatedThread thread = this.running;
		String who = (thread != null) ? thread.toString() : "driver";
		this.trace.add(nanoTime(), this.timeline.isHappening() ? "network" : who, what);
	}

	String traced() {
		return this.trace.toString();
	}

	/**
	 * Has an event happen, which must call nothing of the engine.
	 */
	void at(long delay, Runnable event) {
		this.timeline.add(delay, event);
	}

	/**
	 * Has a thread started after a delay.
	 */
	void startAfter(long delay, String name, Runnable task) {
		at(delay, () -> start(name, task));
	}

	SimulatedThread start(String name, Runnable task) {
		SimulatedThread thread = SimulatedThread.reusable(name, task);
		this.threads.add(thread);
		return thread;
	}

	/**
	 * Starts a thread that has only this task.
	 * @param executor starts it
	 */
	void start(String name, Executor executor, Runnable task) {
		SimulatedThread thread = new SimulatedThread(name, task);
		thread.start(executor, () -> runTask(thread));
		this.threads.add(thread);
	}

	/**
	 * Called by a thread that has its first turn.
	 */
	void runTask(SimulatedThread thread) {
		try {
			thread.runTask();
		}
		catch (SimulationEnded ex) {
			// it was given up
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			stop();
		}
		finally {
			this.threads.remove(thread);
			thread.retire();
			give(this.ended ? null : next());
		}
	}

	/**
	 * Runs the simulation for some time, or until nothing happens any more before its
	 * end.
	 */
	void run(long nanos) {
		this.until = nanoTime() + nanos;
		SimulatedThread first = next();
		if (first != null) {
			give(first);
			awaitDriversTurn();
		}
	}

	private void awaitDriversTurn() {
		this.driver.awaitTurn(() -> this.running, () -> this.turns);
	}

	/**
	 * Ends the threads that are left.
	 * @return their names
	 */
	List<String> end() {
		List<String> left = this.threads.stream().map(SimulatedThread::toString).toList();
		this.ended = true;
		for (SimulatedThread thread : List.copyOf(this.threads)) {
			give(thread);
			awaitDriversTurn();
		}
		current = null;
		return left;
	}

	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Has the thread that runs wait.
	 * @return whether the condition was fulfilled in time
	 */
	boolean await(BooleanSupplier condition, long nanos) {
		SimulatedThread self = self();
		self.await(condition, (nanos < Long.MAX_VALUE - nanoTime()) ? nanoTime() + nanos : Long.MAX_VALUE);
		pass(self);
		self.await(null, 0);
		return condition.getAsBoolean();
	}

	/**
	 * Calls the engine without preemption.
	 */
	<T> T quietly(Supplier<T> call) {
		boolean before = this.quiet;
		this.quiet = true;
		try {
			return call.get();
		}
		finally {
			this.quiet = before;
		}
	}

	/**
	 * Has the driver's turn come after that of the thread that runs.
	 */
	void stop() {
		this.until = nanoTime();
	}

	/**
	 * Lets others run, if the seed says so.
	 */
	void yield() {
		if (this.random.nextInt(3) == 0) {
			pass(self());
		}
	}

	SimulatedThread self() {
		return Objects.requireNonNull(this.running);
	}

	boolean isCurrent() {
		SimulatedThread self = this.running;
		return self != null && self.thread() == Thread.currentThread();
	}

	@Nullable SimulatedThread find(Thread thread) {
		return this.threads.stream().filter((candidate) -> candidate.thread() == thread).findFirst().orElse(null);
	}

	private void preempt() {
		if (this.quiet || !isCurrent()) {
			return;
		}
		SimulatedThread self = self();
		if (this.ended) {
			throw new SimulationEnded();
		}
		if (!self.holdsMonitor() && this.preemption.isDue()) {
			self.await(null, nanoTime() + this.preemption.nanos());
			pass(self);
			self.await(null, 0);
		}
	}

	private void pass(SimulatedThread self) {
		if (this.ended) {
			throw new SimulationEnded();
		}
		SimulatedThread next = next();
		if (next != self) {
			give(next);
			self.awaitTurn();
			if (this.ended) {
				throw new SimulationEnded();
			}
		}
	}

	private void give(@Nullable SimulatedThread next) {
		this.running = next;
		if (next != null) {
			next.giveTurn();
		}
		else {
			this.driver.giveTurn();
		}
	}

	/**
	 * Returns whose turn it is, {@code null} for the driver.
	 */
	private @Nullable SimulatedThread next() {
		this.quiet = true;
		try {
			return nextReady();
		}
		finally {
			this.quiet = false;
		}
	}

	private @Nullable SimulatedThread nextReady() {
		if (++this.turns > MAX_TURNS) {
			return null;
		}
		this.timeline.goOn(this.random.nextInt(MAX_TURN_NANOS));
		this.atTurn.run();
		while (nanoTime() < this.until) {
			this.timeline.happen();
			this.ready.clear();
			long due = this.timeline.nextTime();
			for (SimulatedThread thread : this.threads) {
				if (thread.isReady(nanoTime())) {
					this.ready.add(thread);
				}
				else {
					due = Math.min(due, thread.wakeAt());
				}
			}
			if (!this.ready.isEmpty()) {
				return this.ready.get(this.random.nextInt(this.ready.size()));
			}
			this.timeline.goOnTo(Math.min(due, this.until));
		}
		return null;
	}

	/**
	 * Returns whether threads are preempted so often that they take long for everything.
	 */
	boolean isSlow() {
		return this.preemption.isFrequent();
	}

	/**
	 * Returns the exception that a thread has ended with, {@code null} if none has.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	boolean isExhausted() {
		return this.turns > MAX_TURNS;
	}

}
