package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;

/**
 * An event loop whose thread and clock are simulated, and which serves simulated sockets.
 */
final class SimulatedEventLoop extends ManualIoEventLoop {

	private final Scheduler scheduler;

	private final Sockets sockets;

	private SimulatedEventLoop(IoEventLoopGroup parent, Sockets sockets, Scheduler scheduler) {
		super(parent, null, (executor) -> sockets, scheduler.timeline());
		this.scheduler = scheduler;
		this.sockets = sockets;
	}

	static SimulatedEventLoop start(IoEventLoopGroup parent, Executor executor) {
		Scheduler scheduler = Scheduler.current();
		SimulatedEventLoop loop = new SimulatedEventLoop(parent, new Sockets(), scheduler);
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

	boolean hasTimers() {
		return hasScheduledTasks();
	}

	void add(SimulatedSelectable socket) {
		this.sockets.open.add(socket);
	}

	void remove(SimulatedSelectable socket) {
		this.sockets.open.remove(socket);
	}

	/**
	 * A socket that an event loop serves.
	 */
	interface SimulatedSelectable {

		boolean isReady();

		void serve();

		void closeNow();

	}

	private static final class Sockets implements IoHandler {

		private final List<SimulatedSelectable> open = new ArrayList<>();

		private boolean woken;

		boolean isReady() {
			return this.woken || this.open.stream().anyMatch(SimulatedSelectable::isReady);
		}

		@Override
		public int run(IoHandlerContext context) {
			this.woken = false;
			int served = 0;
			for (SimulatedSelectable socket : List.copyOf(this.open)) {
				if (socket.isReady()) {
					socket.serve();
					served++;
				}
			}
			return served;
		}

		@Override
		public void wakeup() {
			this.woken = true;
		}

		@Override
		public void prepareToDestroy() {
			List.copyOf(this.open).forEach(SimulatedSelectable::closeNow);
		}

		@Override
		public IoRegistration register(IoHandle handle) {
			throw new UnsupportedOperationException("Simulated sockets register by themselves");
		}

		@Override
		public boolean isCompatible(Class<? extends IoHandle> type) {
			return false;
		}

	}

}
