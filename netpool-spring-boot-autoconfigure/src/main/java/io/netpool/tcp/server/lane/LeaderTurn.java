package io.netpool.tcp.server.lane;

import java.util.Queue;

import io.netpool.tcp.server.leader.Leader;
import io.netpool.tcp.server.leader.LeaderEventLoop;
import io.netpool.tcp.server.leader.LeaderWork;
import org.jspecify.annotations.Nullable;

/**
 * Runs the lanes of a short turn on the thread that leads the event loop.
 * <p>
 * To hand a message to another thread and its reply back costs more than a brief handler.
 * A turn is short if the handlers of each lane were brief of late, or for a new lane
 * those of the lanes before, if all of them together are expected to be, and if no
 * handler thread runs lanes of this event loop, which takes more of them at no such cost.
 * If it takes longer than expected, the rest is handed over.
 */
final class LeaderTurn implements LeaderWork, LaneRunListener {

	/**
	 * Time after which the rest of a turn is handed over. It is less than a tick of the
	 * watchdog, which takes a leader that handles one message after the other for one
	 * that does not block.
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

	private long began;

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
		this.began = System.nanoTime();
		Lane next;
		while ((next = ready.poll()) != null) {
			if (!run(next)) {
				return false;
			}
			if (!ready.isEmpty() && isLong()) {
				return true;
			}
		}
		return true;
	}

	private boolean isLong() {
		return System.nanoTime() - this.began > MAX_NANOS;
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
	}

	/**
	 * Nobody watches a leader that was replaced, and the next handler may block.
	 */
	@Override
	public boolean goesOn() {
		return !this.leader.isReplaced() && !isLong();
	}

	@Override
	public void leaderReplaced() {
		Lane current = this.lane;
		if (current != null) {
			this.scheduler.leaderBlocked(current);
		}
	}

}
