package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * An event loop whose thread and clock are simulated, and which serves simulated sockets.
 */
final class SimulatedEventLoop extends ManualIoEventLoop {

	private final Scheduler scheduler;

	private final Sockets sockets;

	private SimulatedEventLoop(IoEventLoopGroup parent, Sockets sockets, Scheduler scheduler, Clock clock) {
		super(parent, null, (executor) -> sockets, clock);
		clock.loop = this;
		this.scheduler = scheduler;
		this.sockets = sockets;
	}

	static SimulatedEventLoop start(IoEventLoopGroup parent, Executor executor) {
		Scheduler scheduler = Scheduler.current();
		SimulatedEventLoop loop = new SimulatedEventLoop(parent, new Sockets(), scheduler,
				new Clock(scheduler.timeline()));
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

	/**
	 * The clock of an event loop. Within a turn it stands still, which has an event loop
	 * that shuts down sleep; so it goes on then, by a nanosecond each time it is read.
	 */
	private static final class Clock implements Ticker {

		private final Timeline timeline;

		private @Nullable SimulatedEventLoop loop;

		private long reads;

		Clock(Timeline timeline) {
			this.timeline = timeline;
		}

		@Override
		public long initialNanoTime() {
			return this.timeline.initialNanoTime();
		}

		@Override
		public long nanoTime() {
			boolean goesOn = this.loop != null && this.loop.isShuttingDown();
			return this.timeline.nanoTime() + (goesOn ? ++this.reads : 0);
		}

		@Override
		public void sleep(long delay, TimeUnit unit) {
			this.timeline.sleep(delay, unit);
		}

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
