package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.netpool.tcp.server.settings.HandlerThreads;

/**
 * Simulated handler threads.
 */
final class SimulatedHandlerThreads implements HandlerThreads {

	private final Scheduler scheduler = Scheduler.current();

	private final int max;

	private final List<SimulatedThread> running = new ArrayList<>();

	private int started;

	SimulatedHandlerThreads(int max) {
		this.max = max;
	}

	@Override
	public void execute(Runnable task) {
		if (this.running.size() >= this.max) {
			throw new RejectedExecutionException("All " + this.max + " threads are busy");
		}
		SimulatedThread thread = this.scheduler.start("handler-" + ++this.started, () -> run(task));
		this.running.add(thread);
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			this.running.remove(this.scheduler.self());
		}
	}

	@Override
	public void close() {
		this.running.forEach(SimulatedThread::interrupt);
	}

}
