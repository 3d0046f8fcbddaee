package io.netpool.tcp.server.simulation;

import java.util.concurrent.Executor;

import io.netpool.tcp.server.leader.LeaderEventLoop;
import io.netpool.tcp.server.leader.LeaderWatchdog;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netty.channel.IoEventLoopGroup;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The engine's event loop of two threads. Its threads, its clock and its sockets are
 * simulated.
 */
final class SimulatedLeaderEventLoop extends LeaderEventLoop implements SimulatedLoop {

	private final @Nullable SimulatedClock clock;

	private SimulatedLeaderEventLoop(IoEventLoopGroup parent, Executor threads, Executor leaders,
			LeaderSettings settings, LeaderWatchdog watchdog) {
		super(parent, threads, leaders, (executor) -> new SimulatedSockets(), settings, watchdog);
		this.clock = new SimulatedClock(Scheduler.current().timeline());
		this.clock.goOnIf(this::isShuttingDown);
	}

	static SimulatedLeaderEventLoop create(IoEventLoopGroup parent, Executor executor, Executor leaders,
			LeaderSettings settings, LeaderWatchdog watchdog) {
		Scheduler scheduler = Scheduler.current();
		SimulatedLeaderEventLoop loop = new SimulatedLeaderEventLoop(parent,
				(task) -> scheduler.start("io", executor, task), (task) -> scheduler.start("leader", leaders, task),
				settings, watchdog);
		Simulation.current().network().add(loop);
		return loop;
	}

	@Override
	public Ticker ticker() {
		return (this.clock != null) ? this.clock : Scheduler.current().timeline();
	}

	@Override
	public SimulatedSockets sockets() {
		return (SimulatedSockets) ioHandler();
	}

	@Override
	public boolean hasTimers() {
		return hasScheduledTasks();
	}

}
