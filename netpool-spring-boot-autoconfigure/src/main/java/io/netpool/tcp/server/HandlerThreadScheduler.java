package io.netpool.tcp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.netpool.tcp.server.settings.HandlerThreads;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Runs lanes on handler threads, where handlers may block.
 * <p>
 * Handing each ready lane to a thread of its own would cost two thread switches per
 * message. So the I/O thread collects the lanes that become ready in one turn of its
 * loop, and hands them over together, to a {@link SharedRunner} that takes them one after
 * the other; their replies come back together. What makes that safe is
 * {@link RunnerWatchdog}: it sees a runner that is held up in a handler, lets it go with
 * the lane it is in, and starts another for the lanes behind it. A lane that held a
 * runner up gets a thread of its own from then on, at once, until it has been quick for a
 * while ({@link LanePace}); and where most lanes block, so does a lane that is not known
 * yet.
 * <p>
 * Invariant: while lanes wait in {@link #waiting}, a runner is active, or the watch will
 * start one at its next tick; and while anything could wait for a handler that blocks,
 * the watch ticks. A runner leaves by counting itself out and then looking again; who
 * adds a lane looks for a runner afterwards.
 */
final class HandlerThreadScheduler implements LaneScheduler {

	private static final int MOST_OF_A_TURN = 64;

	private static final int BLOCKING_MAX = 64;

	private final EventLoop loop;

	private final IoContext io;

	private final HandlerThreads threads;

	private final RunnerWatchdog watch;

	private final Queue<Lane> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger runners = new AtomicInteger();

	private final Set<SharedRunner> active = ConcurrentHashMap.newKeySet();

	/**
	 * The I/O thread's: lanes that became ready in this turn of the loop.
	 */
	private final List<Lane> turn = new ArrayList<>(MOST_OF_A_TURN);

	private final Runnable endOfTurn = this::handOver;

	private boolean endOfTurnExpected;

	/**
	 * From 0, where no handler blocks, to {@link #BLOCKING_MAX}. Written by several
	 * threads without care: it is a guess about lanes that are not known.
	 */
	private volatile int blocking;

	HandlerThreadScheduler(EventLoop loop, IoContext io, HandlerThreads threads) {
		this.loop = loop;
		this.io = io;
		this.threads = threads;
		this.watch = new RunnerWatchdog(loop, this);
	}

	@Override
	public void ready(Lane lane) {
		if (!this.loop.inEventLoop()) {
			dispatch(lane);
			ensureRunner();
			return;
		}
		this.turn.add(lane);
		if (this.turn.size() >= MOST_OF_A_TURN) {
			handOver();
		}
		else if (!this.endOfTurnExpected) {
			this.endOfTurnExpected = true;
			this.loop.execute(this.endOfTurn);
		}
	}

	@Override
	public void attend(ServedConnection connection) {
		this.io.attend(connection);
	}

	private void handOver() {
		this.endOfTurnExpected = false;
		for (int i = 0; i < this.turn.size(); i++) {
			dispatch(this.turn.get(i));
		}
		this.turn.clear();
		ensureRunner();
	}

	private void dispatch(Lane lane) {
		LanePace pace = lane.pace();
		if (pace.isBlocking() || (pace.isUnknown() && this.blocking > BLOCKING_MAX / 2)) {
			try {
				this.threads.execute(() -> runAlone(lane));
				return;
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				// no thread is free, or can be started: it waits for the next that is
			}
		}
		this.waiting.add(lane);
		if (couldBeHeldUp(lane)) {
			this.watch.wake();
		}
	}

	/**
	 * Whether a lane that waits could wait behind another, or its replies for its own
	 * next message. One that comes alone with one message can't, and where there are no
	 * others, the I/O thread is spared the watch's timer: waiting for a socket with a
	 * timeout that short costs as much as a message. It is asked after the lane was
	 * added: of two that are added at the same time, one sees the other.
	 */
	private boolean couldBeHeldUp(Lane lane) {
		Lane first = this.waiting.peek();
		return this.runners.get() > 0 || (first != null && first != lane) || lane.size() > 1;
	}

	private void ensureRunner() {
		if (needsRunner()) {
			startRunner();
		}
	}

	/**
	 * Whether lanes wait and nobody takes them; the caller then counts as their runner.
	 */
	boolean needsRunner() {
		return this.runners.get() == 0 && !this.waiting.isEmpty() && this.runners.compareAndSet(0, 1);
	}

	private void startRunner() {
		try {
			this.threads.execute(new SharedRunner(this));
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// the watch tries again
			this.runners.decrementAndGet();
			this.watch.wake();
		}
	}

	private void runAlone(Lane lane) {
		ServedConnection connection = lane.connection();
		DedicatedRun alone = new DedicatedRun(this.io, connection);
		long start = System.nanoTime();
		boolean more = lane.run(alone);
		boolean quick = lane.pace().ranAlone(System.nanoTime() - start, alone.messages());
		this.blocking = Math.max(0, Math.min(BLOCKING_MAX, this.blocking + (quick ? -1 : 1)));
		this.io.signal();
		if (more) {
			dispatch(lane);
		}
		// the lanes that wait may have found every thread busy
		if (needsRunner()) {
			new SharedRunner(this).run();
		}
	}

	/**
	 * A runner's: the next lane, or {@code null} when none waits.
	 */
	@Nullable Lane next() {
		return this.waiting.poll();
	}

	void began(SharedRunner runner) {
		this.active.add(runner);
	}

	/**
	 * A runner's: replies wait for the end of a message that begins now.
	 */
	void repliesWait() {
		this.watch.wake();
	}

	void again(Lane lane) {
		dispatch(lane);
	}

	void signal() {
		this.io.signal();
	}

	/**
	 * A runner found no lane waiting.
	 * @return whether it must go on, since one came meanwhile
	 */
	boolean leave(SharedRunner runner, int lanesRun) {
		this.blocking = Math.max(0, this.blocking - lanesRun);
		this.active.remove(runner);
		this.runners.decrementAndGet();
		return needsRunner();
	}

	/**
	 * The replies of a lane wait for the end of its run: not when that takes long.
	 */
	private void sendReplies(SharedRunner runner) {
		Lane lane = runner.lane();
		if (lane != null && lane.connection().outbound().pending() > 0) {
			this.io.attend(lane.connection());
		}
	}

	/**
	 * Any thread: whether there is anything to watch.
	 */
	boolean isBusy() {
		return !this.waiting.isEmpty() || !this.active.isEmpty();
	}

	/**
	 * The watch's: see what holds up.
	 */
	void tick() {
		int heldUp = 0;
		for (SharedRunner runner : this.active) {
			sendReplies(runner);
			if (runner.isHeldUp() && runner.letGo()) {
				this.active.remove(runner);
				this.runners.decrementAndGet();
				heldUp++;
			}
		}
		if (heldUp > 0) {
			this.blocking = Math.min(BLOCKING_MAX, this.blocking + 16 * heldUp);
		}
		this.io.signalIfExpected();
		if (this.waiting.isEmpty()) {
			return;
		}
		// twice as many as were held up: where every handler blocks, all lanes run soon
		int more = (this.runners.get() == 0) ? Math.max(1, 2 * heldUp) : 2 * heldUp;
		for (int i = 0; i < more; i++) {
			this.runners.incrementAndGet();
			startRunner();
		}
	}

}
