package io.netpool.tcp.server.lane;

import java.util.Queue;

import io.netpool.tcp.server.leader.Leader;
import io.netpool.tcp.server.leader.LeaderEventLoop;
import io.netpool.tcp.server.leader.LeaderWork;
import org.jspecify.annotations.Nullable;

/**
 * Runs the lanes of a short turn on the thread that leads the event loop.
 * <p>
 * A message that comes alone costs little more than its handler then: to hand it to
 * another thread and its reply back would cost more than all the rest, and two threads
 * compete for what the other one has written. A turn is short if the handlers of each
 * lane were brief of late, or for a new lane those of the lanes before, if all of them
 * together should not take long, and if no handler thread runs lanes of this event loop,
 * which takes more of them at no such cost.
 */
final class LeaderTurn implements LeaderWork, LaneRunListener {

	/**
	 * Time after which the rest of a turn is handed over.
	 */
	private static final long MAX_NANOS = 500_000;

	/**
	 * Keeps the event loop from sleeping.
	 */
	private static final Runnable ANOTHER_TURN = () -> {
	};

	private final LeaderEventLoop loop;

	private final Leader leader;

	private final HandlerThreadScheduler scheduler;

	private volatile @Nullable Lane lane;

	LeaderTurn(LeaderEventLoop loop, Leader leader, HandlerThreadScheduler scheduler) {
		this.loop = loop;
		this.leader = leader;
		this.scheduler = scheduler;
	}

	@Override
	public boolean endOfTurn() {
		Queue<Lane> ready = this.scheduler.readyBatch();
		boolean leads = true;
		try {
			leads = ready.isEmpty() || !isShort(ready) || runAll(ready);
		}
		finally {
			// whatever fails, no lane and no reply is left to a later turn
			if (leads && this.loop.inEventLoop()) {
				finish(ready);
			}
		}
		return leads;
	}

	private void finish(Queue<Lane> ready) {
		if (!ready.isEmpty()) {
			this.scheduler.handOver();
		}
		this.scheduler.attend();
		if (!ready.isEmpty()) {
			this.loop.execute(ANOTHER_TURN);
		}
	}

	private boolean isShort(Queue<Lane> ready) {
		return !this.scheduler.hasRunner() && !this.scheduler.isCoolingDown() && this.scheduler.areBrief(ready)
				&& this.loop.isReplaceable();
	}

	/**
	 * Runs lanes, until none is left or the turn was long.
	 * @return {@code false} if another thread leads the event loop by now, which then has
	 * the lanes that are left
	 */
	private boolean runAll(Queue<Lane> ready) {
		long began = System.nanoTime();
		Lane next;
		while ((next = ready.poll()) != null) {
			if (!run(next)) {
				return false;
			}
			if (!ready.isEmpty() && System.nanoTime() - began > MAX_NANOS) {
				return true;
			}
		}
		return true;
	}

	private boolean run(Lane next) {
		boolean more = true;
		boolean leads;
		this.lane = next;
		this.leader.enterHandler();
		try {
			this.loop.watch();
			more = next.run(this);
		}
		finally {
			this.lane = null;
			leads = this.leader.leaveHandler();
			this.scheduler.ranOnEventLoop(next, more, leads);
		}
		return leads;
	}

	@Override
	public void messageHandled() {
		this.leader.handlerGoesOn();
		Lane current = this.lane;
		if (current != null && this.leader.isReplaced()) {
			// nobody watches this thread now, and the next handler may block
			this.scheduler.attendSoon(current);
		}
	}

	@Override
	public void leaderReplaced() {
		Lane current = this.lane;
		if (current != null) {
			this.scheduler.leaderBlocked(current);
		}
	}

}
