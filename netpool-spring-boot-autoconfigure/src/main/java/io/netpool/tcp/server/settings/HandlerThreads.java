package io.netpool.tcp.server.settings;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The threads that run handlers, which may block.
 *
 * @since 0.1.0
 */
public interface HandlerThreads {

	/**
	 * Runs a task at once, on a thread of its own.
	 * @param task the task
	 * @throws RejectedExecutionException if no thread is idle and no more may be started
	 */
	void execute(Runnable task);

	/**
	 * Ends the threads, and interrupts those that are running.
	 */
	void close();

	/**
	 * Creates platform threads on demand; a thread that was idle for a minute ends.
	 * @param name the prefix of their names
	 * @param max their maximum number
	 * @return the threads
	 */
	static HandlerThreads platform(String name, int max) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(0, max, 1, TimeUnit.MINUTES, new SynchronousQueue<>(),
				new DefaultThreadFactory(name, true));
		return new HandlerThreads() {

			@Override
			public void execute(Runnable task) {
				executor.execute(task);
			}

			@Override
			public void close() {
				executor.shutdownNow();
			}

		};
	}

	/**
	 * Starts a thread for each task.
	 * @param executor starts a new thread at each call
	 * @return the threads
	 */
	static HandlerThreads perTask(Executor executor) {
		return new HandlerThreads() {

			@Override
			public void execute(Runnable task) {
				executor.execute(task);
			}

			@Override
			public void close() {
			}

		};
	}

}
