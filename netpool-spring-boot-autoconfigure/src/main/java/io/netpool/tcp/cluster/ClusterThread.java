package io.netpool.tcp.cluster;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread that works for the cluster, one task at a time. It begins with its first task
 * and ends with the stop; after another start, it is another thread. While it is stopped,
 * tasks are rejected. Any thread may call; {@link #start} and the stop are called one at
 * a time.
 */
final class ClusterThread implements Executor {

	private final String name;

	private volatile ScheduledExecutorService executor;

	/**
	 * Creates it, started.
	 * @param name the end of the thread's name
	 */
	ClusterThread(String name) {
		this.name = name;
		this.executor = create();
	}

	private ScheduledExecutorService create() {
		return Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "netpool-cluster-" + this.name);
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Starts it, if it was stopped.
	 */
	void start() {
		if (this.executor.isShutdown()) {
			this.executor = create();
		}
	}

	/**
	 * Runs a task.
	 * @throws RejectedExecutionException if it is stopped
	 */
	@Override
	public void execute(Runnable task) {
		this.executor.execute(task);
	}

	<T> Future<T> submit(Callable<T> task) {
		return this.executor.submit(task);
	}

	void schedule(Runnable task, long millis) {
		this.executor.schedule(task, millis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Repeats a task with the same time between its end and its beginning.
	 */
	void repeat(Runnable task, long millis) {
		this.executor.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Repeats a task with the same time between its beginnings.
	 */
	void repeatAtFixedRate(Runnable task, long millis) {
		this.executor.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Stops it after the tasks that it has.
	 */
	void stop() {
		this.executor.shutdown();
	}

	/**
	 * Stops it, and interrupts its task.
	 */
	void stopNow() {
		this.executor.shutdownNow();
	}

	boolean awaitEnd(long millis) throws InterruptedException {
		return this.executor.awaitTermination(millis, TimeUnit.MILLISECONDS);
	}

}
