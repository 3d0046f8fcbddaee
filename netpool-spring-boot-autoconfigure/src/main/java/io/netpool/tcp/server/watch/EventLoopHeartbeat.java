package io.netpool.tcp.server.watch;

import java.util.concurrent.RejectedExecutionException;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Measures whether an event loop runs its tasks: the checker requests a beat, and the
 * loop gives it when it comes to this task.
 */
public final class EventLoopHeartbeat implements Runnable {

	private final EventExecutor loop;

	private volatile @Nullable Thread thread;

	private volatile boolean requested;

	/**
	 * When the beat was requested. Confined to the checker.
	 */
	private long requestedAt;

	public EventLoopHeartbeat(EventExecutor loop) {
		this.loop = loop;
	}

	/**
	 * Called on the event loop when it has work, and when its thread has changed. No beat
	 * is requested before, since that would start a thread that is not needed yet.
	 */
	public void begin() {
		Thread current = Thread.currentThread();
		if (this.thread != current) {
			this.thread = current;
		}
	}

	@Override
	public void run() {
		this.requested = false;
	}

	/**
	 * Called by the checker: requests a beat, unless one is overdue.
	 * @return the number of nanoseconds for which a beat is overdue
	 */
	long overdueNanos(long now) {
		if (this.requested) {
			return now - this.requestedAt;
		}
		if (this.thread != null) {
			this.requestedAt = now;
			this.requested = true;
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				// the pool has stopped
				this.requested = false;
			}
		}
		return 0;
	}

	/**
	 * Called by the checker: returns whether a beat that was requested is overdue still.
	 */
	boolean isOverdue() {
		return this.requested;
	}

	/**
	 * Returns the thread of the event loop, {@code null} before it has begun.
	 */
	@Nullable Thread thread() {
		return this.thread;
	}

}
