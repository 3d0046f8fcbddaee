package io.netpool.tcp.server.simulation;

import java.util.concurrent.Executor;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.ManualIoEventLoop;

/**
 * An event loop whose thread and clock are simulated, and which serves simulated sockets.
 */
final class SimulatedEventLoop extends ManualIoEventLoop implements SimulatedLoop {

	private final Scheduler scheduler;

	private final SimulatedSockets sockets;

	private SimulatedEventLoop(IoEventLoopGroup parent, SimulatedSockets sockets, Scheduler scheduler,
			SimulatedClock clock) {
		super(parent, null, (executor) -> sockets, clock);
		clock.goOnIf(this::isShuttingDown);
		this.scheduler = scheduler;
		this.sockets = sockets;
	}

	static SimulatedEventLoop start(IoEventLoopGroup parent, Executor executor) {
		Scheduler scheduler = Scheduler.current();
		SimulatedEventLoop loop = new SimulatedEventLoop(parent, new SimulatedSockets(), scheduler,
				new SimulatedClock(scheduler.timeline()));
		Simulation.current().network().add(loop);
		scheduler.start("io", executor, loop::turn);
		return loop;
	}

	private void turn() {
		setOwningThread(Thread.currentThread());
		while (!isTerminated() && !this.scheduler.isEnded()) {
			if (!isShuttingDown()) {
				this.scheduler.await(() -> this.sockets.isReady() || isShuttingDown(), untilNextTask());
			}
			runNow();
			this.scheduler.yield();
		}
	}

	private long untilNextTask() {
		long deadline = nextScheduledTaskDeadlineNanos();
		return (deadline < 0) ? Long.MAX_VALUE : Math.max(0, deadline - this.scheduler.nanoTime());
	}

	@Override
	public SimulatedSockets sockets() {
		return this.sockets;
	}

	@Override
	public boolean hasTimers() {
		return hasScheduledTasks();
	}

}
