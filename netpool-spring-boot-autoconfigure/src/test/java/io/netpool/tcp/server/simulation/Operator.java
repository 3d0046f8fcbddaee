package io.netpool.tcp.server.simulation;

import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.netpool.tcp.TcpAcceptorPool.Acceptors;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.server.NettyAcceptorPool;
import io.netpool.tcp.server.settings.Overflow;
import org.jspecify.annotations.Nullable;

/**
 * The thread that starts, resizes, pauses, resumes, drains and stops the pool; and the
 * checks of the pool's acceptors.
 */
final class Operator {

	private static final int MAX_REST_NANOS = 5_000_000;

	private final Simulation simulation;

	private final Scheduler scheduler = Scheduler.current();

	private final NettyAcceptorPool pool;

	private @Nullable CompletableFuture<Void> drained;

	private boolean busy;

	/**
	 * Whether every acceptor has been busy since connections were accepted last.
	 */
	private boolean wasFull;

	private boolean accepting;

	private boolean stopping;

	Operator(Simulation simulation, NettyAcceptorPool pool) {
		this.simulation = simulation;
		this.pool = pool;
	}

	private void run(String what, Runnable action) {
		this.busy = true;
		this.scheduler.start("operator", () -> {
			this.scheduler.trace(what);
			action.run();
			this.busy = false;
		});
	}

	boolean isBusy() {
		return this.busy;
	}

	void start() {
		run("start", this.pool::start);
	}

	/**
	 * Does this and that to the pool, and leaves it listening.
	 */
	void work() {
		run("work", () -> {
			Random random = this.scheduler.random();
			for (int steps = random.nextInt(6); steps > 0; steps--) {
				this.scheduler.await(() -> false, random.nextInt(MAX_REST_NANOS));
				switch (random.nextInt(3)) {
					case 0 -> this.pool.pause();
					case 1 -> this.pool.resume();
					default -> this.pool.resize(1 + random.nextInt(8));
				}
			}
			this.pool.resume();
		});
	}

	void drain() {
		run("drain", () -> this.drained = this.pool.drain());
	}

	boolean isDrained() {
		return this.drained != null && this.drained.isDone();
	}

	void stop() {
		this.stopping = true;
		run("stop", this.pool::stop);
	}

	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Called around the accepting of connections.
	 */
	void accepting(Runnable accept) {
		long refused = refused();
		this.accepting = true;
		this.wasFull = false;
		lookAtAcceptors();
		accept.run();
		lookAtAcceptors();
		this.accepting = false;
		if (refused() > refused && !this.wasFull) {
			this.simulation.violation("A connection was refused although an acceptor could serve it: "
					+ this.pool.acceptors() + ", " + this.pool.state());
		}
	}

	private long refused() {
		return this.scheduler.quietly(() -> this.pool.statistics().connections().refusedInTotal());
	}

	/**
	 * Called at each turn.
	 */
	void lookAtAcceptors() {
		if (this.accepting) {
			Acceptors acceptors = this.scheduler.quietly(this.pool::acceptors);
			boolean increases = this.simulation.plan().overflow() == Overflow.INCREASE;
			int max = increases ? acceptors.max() : acceptors.limit();
			this.wasFull |= acceptors.busy() >= max;
		}
	}

	TcpPoolStatistics.Exchanges exchanges() {
		return this.pool.statistics().exchanges();
	}

	Acceptors acceptors() {
		return this.pool.acceptors();
	}

}
