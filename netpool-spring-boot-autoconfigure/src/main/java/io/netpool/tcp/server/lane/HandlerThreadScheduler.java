package io.netpool.tcp.server.lane;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.server.leader.LeaderEventLoop;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs lanes on handler threads, where handlers may block.
 * <p>
 * Handing each ready lane to a thread of its own would cost two thread switches per
 * message. So the event loop collects the lanes that become ready in one turn, and hands
 * them over together to a {@link SharedRunner} that runs them one after the other; their
 * replies come back together. {@link RunnerWatchdog} makes that safe: it detects a runner
 * that a handler blocks, detaches it with the lane it is in, and starts another runner
 * for the waiting lanes. A lane that has blocked a shared runner gets a thread of its own
 * from then on, until it has been quick for a while ({@link LanePace}); and where most
 * lanes block, so does a lane that has not run yet.
 * <p>
 * On a {@link LeaderEventLoop}, the leader runs the lanes of a short turn itself, as
 * {@link LeaderTurn} decides.
 * <p>
 * Invariant: while lanes wait in {@link #waiting}, a runner is active, or the watchdog
 * starts one at its next tick; and while anything could wait for a handler that blocks,
 * the watchdog ticks. A runner leaves by decrementing the count of runners and then
 * looking again; whoever adds a lane looks for a runner afterwards.
 */
public final class HandlerThreadScheduler implements LaneScheduler {

	/**
	 * Number of ready lanes that are handed over before the end of a turn.
	 */
	private static final int MAX_READY_BATCH = 64;

	private static final int BLOCKING_MAX = 64;

	/**
	 * Number of lanes in a row that handled their first messages briefly, after which the
	 * leader of the event loop runs a lane that has not handled any yet.
	 */
	private static final int BRIEF_FIRST_RUNS = 16;

	/**
	 * Maximum time that the lanes which a leader runs are expected to take, as a multiple
	 * of the maximum time of a brief message.
	 */
	private static final int BRIEF_TURN = 10;

	/**
	 * What a blocked runner adds to {@link #blocking}.
	 */
	private static final int BLOCKING_STEP = 16;

	private final EventExecutor loop;

	private final EventLoopSignal signal;

	private final HandlerThreads threads;

	private final RunnerWatchdog watchdog;

	private final Queue<Lane> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger runners = new AtomicInteger();

	private final Set<SharedRunner> active = ConcurrentHashMap.newKeySet();

	/**
	 * Lanes that became ready in this turn of the event loop. Confined to it.
	 */
	private final ArrayDeque<Lane> readyBatch = new ArrayDeque<>(MAX_READY_BATCH);

	private final Runnable endOfTurn = this::handOver;

	/**
	 * The event loop if its leader may run lanes, which then calls at the end of each
	 * turn.
	 */
	private final @Nullable LeaderEventLoop leaderLoop;

	private boolean endOfTurnScheduled;

	/**
	 * Estimates how many handlers block, from 0 (none) to {@link #BLOCKING_MAX}. Several
	 * threads write it without synchronization: it only decides where lanes run that have
	 * not run before.
	 */
	private volatile int blocking;

	/**
	 * Number of lanes that are to run on handler threads before a leader runs one again.
	 * Written without synchronization, as {@link #blocking} is.
	 */
	private volatile int cooldown;

	/**
	 * Number of lanes in a row whose first messages were brief, up to
	 * {@link #BRIEF_FIRST_RUNS}.
	 */
	private final AtomicInteger briefFirstRuns = new AtomicInteger();

	/**
	 * Estimate of the time that the first message of a lane takes. Written without
	 * synchronization, as {@link #blocking} is.
	 */
	private volatile int firstNanos;

	/**
	 * Whether no thread was idle, or could be started, when one was last needed.
	 */
	private volatile boolean starved;

	public HandlerThreadScheduler(EventExecutor loop, EventLoopSignal signal, HandlerThreads threads) {
		this.loop = loop;
		this.signal = signal;
		this.threads = threads;
		this.watchdog = new RunnerWatchdog(loop, this);
		this.leaderLoop = (loop instanceof LeaderEventLoop led) ? led : null;
		if (loop instanceof LeaderEventLoop led) {
			led.leaderWork((leader) -> new LeaderTurn(led, leader, this));
		}
	}

	@Override
	public void ready(Lane lane) {
		if (!this.loop.inEventLoop()) {
			dispatch(lane);
			ensureRunner();
			return;
		}
		this.readyBatch.add(lane);
		if (this.readyBatch.size() >= MAX_READY_BATCH) {
			handOver();
		}
		else if (!callsAtEndOfTurn() && !this.endOfTurnScheduled) {
			this.endOfTurnScheduled = true;
			this.loop.execute(this.endOfTurn);
		}
	}

	/**
	 * Whether the event loop has a further end of a turn, rather than tasks alone until
	 * it ends.
	 */
	private boolean callsAtEndOfTurn() {
		return this.leaderLoop != null && !this.leaderLoop.isShuttingDown();
	}

	@Override
	public void requestAttention(LaneOwner owner) {
		owner.requestAttention();
	}

	@Override
	public void ran(Lane lane, long nanos, int messages) {
		if (this.leaderLoop == null) {
			return;
		}
		LanePace pace = lane.pace();
		boolean first = !pace.hasHandled();
		boolean brief = pace.ran(nanos, messages, this.leaderLoop.settings().brief().toNanos());
		if (first && (!brief || messages > 0)) {
			if (brief) {
				this.briefFirstRuns.updateAndGet((runs) -> Math.min(BRIEF_FIRST_RUNS, runs + 1));
			}
			else {
				this.briefFirstRuns.set(0);
			}
			this.firstNanos = LanePace.estimate(this.firstNanos, pace.nanosPerMessage());
		}
	}

	/**
	 * Event loop: whether the leader may run the next messages of some lanes: those
	 * before were brief, or for a new lane those with which other lanes began, and all of
	 * them together are expected to take no longer than {@link #BRIEF_TURN} brief
	 * messages.
	 */
	boolean areBrief(Collection<Lane> lanes) {
		LeaderEventLoop led = this.leaderLoop;
		if (led == null) {
			return false;
		}
		long nanosLeft = BRIEF_TURN * led.settings().brief().toNanos();
		for (Lane lane : lanes) {
			if (!isBrief(lane.pace())) {
				return false;
			}
			nanosLeft -= expectedNanos(lane);
		}
		return nanosLeft >= 0;
	}

	private boolean isBrief(LanePace pace) {
		return pace.isBrief()
				|| (!pace.hasHandled() && !pace.isBlocking() && this.briefFirstRuns.get() == BRIEF_FIRST_RUNS);
	}

	private long expectedNanos(Lane lane) {
		LanePace pace = lane.pace();
		long each = pace.hasHandled() ? pace.nanosPerMessage() : this.firstNanos;
		return each * Math.max(1, lane.size());
	}

	@Override
	public boolean mayInterrupt(Thread thread) {
		return this.leaderLoop == null || this.leaderLoop.mayInterrupt(thread);
	}

	/**
	 * Event loop: the lanes that have become ready in this turn.
	 */
	Queue<Lane> readyBatch() {
		return this.readyBatch;
	}

	/**
	 * Event loop: attends to the owners that requested it.
	 */
	void attend() {
		this.signal.attend();
	}

	/**
	 * Event loop: whether a shared runner takes the lanes that are handed over.
	 */
	boolean hasRunner() {
		return this.runners.get() > 0;
	}

	/**
	 * Whether lanes have blocked a leader lately.
	 */
	boolean isCoolingDown() {
		return this.cooldown > 0;
	}

	private void coolDown(int lanesRun) {
		if (this.cooldown > 0) {
			this.cooldown = Math.max(0, this.cooldown - lanesRun);
		}
	}

	/**
	 * Called by the thread that has run a lane on the event loop.
	 * @param more whether the lane has more to do
	 * @param leads whether the thread leads the event loop still
	 */
	void ranOnEventLoop(Lane lane, boolean more, boolean leads) {
		if (leads) {
			lane.pace().ranShared();
		}
		else {
			this.signal.signal();
		}
		if (more) {
			dispatch(lane);
			ensureRunner();
		}
	}

	/**
	 * Called by a thread whose lane is not watched any more, after a message.
	 */
	void attendSoon(Lane lane) {
		lane.owner().requestAttention();
		this.signal.signal();
	}

	/**
	 * Any thread: a lane has blocked the leader of the event loop, which another thread
	 * leads now.
	 */
	void leaderBlocked(Lane lane) {
		lane.pace().blocked();
		this.briefFirstRuns.set(0);
		this.blocking = Math.min(BLOCKING_MAX, this.blocking + BLOCKING_STEP);
		this.cooldown = Math.min(BLOCKING_MAX, this.cooldown + BLOCKING_STEP);
		if (lane.owner().hasPendingReplies()) {
			attendSoon(lane);
		}
	}

	/**
	 * Event loop: hands the lanes that are ready to handler threads.
	 */
	void handOver() {
		this.endOfTurnScheduled = false;
		Lane lane;
		while ((lane = this.readyBatch.poll()) != null) {
			dispatch(lane);
		}
		ensureRunner();
	}

	void dispatch(Lane lane) {
		LanePace pace = lane.pace();
		if (pace.isBlocking() || (pace.isUnknown() && this.blocking > BLOCKING_MAX / 2)) {
			try {
				this.threads.execute(() -> runDedicated(lane));
				return;
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				// no thread is idle, or can be started: it waits for the next that is
			}
		}
		this.waiting.add(lane);
		if (couldBeBlocked(lane)) {
			this.watchdog.wake();
		}
	}

	/**
	 * Returns whether a waiting lane could be delayed by another one, or its replies by
	 * its own next message. A single lane with one message delays nobody; then no timer
	 * is started, since a poll with so short a timeout costs as much as a message. Called
	 * after the lane was added: of two that are added at the same time, one sees the
	 * other.
	 */
	private boolean couldBeBlocked(Lane lane) {
		Lane first = this.waiting.peek();
		return this.runners.get() > 0 || (first != null && first != lane) || lane.size() > 1;
	}

	private void ensureRunner() {
		if (needsRunner()) {
			startRunner();
		}
	}

	/**
	 * Returns whether lanes wait and no runner takes them; the caller then counts as
	 * their runner.
	 */
	boolean needsRunner() {
		return this.runners.get() == 0 && !this.waiting.isEmpty() && this.runners.compareAndSet(0, 1);
	}

	private void startRunner() {
		try {
			this.threads.execute(new SharedRunner(this));
			this.starved = false;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// the watchdog tries again
			this.starved = true;
			this.runners.decrementAndGet();
			this.watchdog.wake();
		}
	}

	private void runDedicated(Lane lane) {
		DedicatedRun run = new DedicatedRun(lane.owner(), this.signal);
		long start = System.nanoTime();
		boolean more = lane.run(run);
		boolean quick = lane.pace().ranDedicated(System.nanoTime() - start, run.messages());
		this.blocking = Math.max(0, Math.min(BLOCKING_MAX, this.blocking + (quick ? -1 : 1)));
		if (quick) {
			coolDown(1);
		}
		this.signal.signal();
		if (more) {
			dispatch(lane);
		}
		// waiting lanes may have found no idle thread
		if (needsRunner()) {
			new SharedRunner(this).run();
		}
	}

	/**
	 * Called by a runner: takes the next lane, {@code null} if none waits.
	 */
	public @Nullable Lane next() {
		return this.waiting.poll();
	}

	void began(SharedRunner runner) {
		this.active.add(runner);
	}

	/**
	 * Called by a runner: replies wait for the end of a message that begins now.
	 */
	void repliesPending() {
		this.watchdog.wake();
	}

	void signal() {
		this.signal.signal();
	}

	/**
	 * Called by a runner that found no lane waiting.
	 * @return whether it must go on, since a lane came meanwhile
	 */
	boolean leave(SharedRunner runner, int lanesRun) {
		this.blocking = Math.max(0, this.blocking - lanesRun);
		coolDown(lanesRun);
		this.active.remove(runner);
		this.runners.decrementAndGet();
		return needsRunner();
	}

	/**
	 * Has the replies written that wait for the end of a run, since it may take long.
	 */
	private static void requestFlush(SharedRunner runner) {
		Lane lane = runner.lane();
		if (lane != null && lane.owner().hasPendingReplies()) {
			lane.owner().requestAttention();
		}
	}

	/**
	 * Any thread: whether there is anything to watch.
	 */
	boolean isBusy() {
		return !this.waiting.isEmpty() || !this.active.isEmpty();
	}

	/**
	 * Called by the watchdog: whether lanes wait for a thread, and nothing runs that
	 * could be blocked.
	 */
	boolean isStarved() {
		return this.starved && this.active.isEmpty();
	}

	/**
	 * Called by the watchdog on the event loop: detaches blocked runners and starts
	 * others.
	 */
	void tick() {
		int blocked = 0;
		for (SharedRunner runner : this.active) {
			requestFlush(runner);
			if (runner.isBlocked() && runner.detach()) {
				this.active.remove(runner);
				this.runners.decrementAndGet();
				blocked++;
			}
		}
		if (blocked > 0) {
			this.briefFirstRuns.set(0);
			this.blocking = Math.min(BLOCKING_MAX, this.blocking + BLOCKING_STEP * blocked);
		}
		this.signal.signalIfRequested();
		if (this.waiting.isEmpty()) {
			return;
		}
		// twice as many as were blocked: where every handler blocks, all lanes run soon
		int more = (this.runners.get() == 0) ? Math.max(1, 2 * blocked) : 2 * blocked;
		for (int i = 0; i < more; i++) {
			this.runners.incrementAndGet();
			startRunner();
		}
	}

}
