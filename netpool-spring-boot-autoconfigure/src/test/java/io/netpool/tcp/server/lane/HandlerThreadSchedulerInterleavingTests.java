package io.netpool.tcp.server.lane;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import io.netpool.tcp.interleaving.Interleaved;
import io.netpool.tcp.interleaving.Steps;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that each ready lane finds a runner, in whatever order the event loop, runners
 * and the watchdog take their steps. The thread of a test is the event loop. To the
 * watchdog, a runner is blocked whenever it is in the same message for a tick.
 */
@Interleaved
class HandlerThreadSchedulerInterleavingTests {

	/**
	 * More than a watchdog needs that has nothing to do any more.
	 */
	private static final int MANY_TICKS = 20;

	private final Thread loopThread = Thread.currentThread();

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final Queue<Runnable> ticks = new ArrayDeque<>();

	private final EventExecutor loop = (EventExecutor) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { EventExecutor.class }, this::ofLoop);

	private final EventLoopSignal signal = new EventLoopSignal() {

		@Override
		public void signal() {
		}

		@Override
		public void signalIfRequested() {
		}

		@Override
		public void attend() {
		}

	};

	private int rejections;

	private final HandlerThreadScheduler scheduler = new HandlerThreadScheduler(this.loop, this.signal, new Threads());

	private final LaneModel first = new LaneModel(this.scheduler);

	private final LaneModel second = new LaneModel(this.scheduler);

	private Object ofLoop(Object proxy, Method method, Object[] arguments) {
		switch (method.getName()) {
			case "inEventLoop" -> {
				return Thread.currentThread() == this.loopThread;
			}
			case "execute" -> this.tasks.add((Runnable) arguments[0]);
			case "schedule" -> this.ticks.add((Runnable) arguments[0]);
			default -> throw new UnsupportedOperationException(method.getName());
		}
		return null;
	}

	private void turn() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private void tick() {
		Runnable tick = this.ticks.poll();
		if (tick != null) {
			tick.run();
		}
	}

	/**
	 * Let everything come to its end, and tick until the watchdog stops.
	 */
	private void finish() {
		int rounds = 0;
		do {
			Steps.awaitOthers();
			turn();
			tick();
			Steps.awaitOthers();
			assertThat(++rounds).isLessThan(MANY_TICKS);
		}
		while (!this.ticks.isEmpty() || !this.tasks.isEmpty());
		this.first.assertIdle();
		this.second.assertIdle();
	}

	@Test
	void lanesThatBecomeReadyWhileARunnerLeavesAreRun() {
		this.first.open();
		this.second.open();
		this.first.receive(1);
		turn();
		this.second.receive(1);
		turn();
		this.first.receive(1);
		turn();
		finish();
	}

	@Test
	void lanesThatWaitForABlockedRunnerAreRun() {
		this.first.open();
		this.second.open();
		this.first.receive(2);
		this.second.receive(1);
		turn();
		for (int i = 0; i < 3; i++) {
			Steps.step();
			tick();
		}
		this.second.receive(1);
		turn();
		finish();
	}

	@Test
	void lanesForWhichNoThreadIsIdleAreRunLater() {
		this.rejections = 2;
		this.first.open();
		this.second.open();
		this.first.receive(1);
		turn();
		this.second.receive(1);
		turn();
		tick();
		finish();
	}

	private final class Threads implements HandlerThreads {

		@Override
		public void execute(Runnable task) {
			if (HandlerThreadSchedulerInterleavingTests.this.rejections > 0) {
				HandlerThreadSchedulerInterleavingTests.this.rejections--;
				throw new RejectedExecutionException();
			}
			Steps.start(task::run);
		}

		@Override
		public void close() {
		}

	}

}
