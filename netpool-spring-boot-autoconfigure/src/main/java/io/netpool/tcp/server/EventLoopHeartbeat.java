package io.netpool.tcp.server;

import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Shows the watch whether an I/O thread comes round its loop: it is asked for a beat, and
 * gives one when its loop comes to this task.
 */
final class EventLoopHeartbeat implements Runnable {

	private final EventLoop loop;

	private volatile @Nullable Thread thread;

	private volatile boolean asked;

	/**
	 * The watch's: when it was asked.
	 */
	private long since;

	EventLoopHeartbeat(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * I/O thread: it has something to do from now on. It is not asked before, since that
	 * would start a thread that nobody needs yet.
	 */
	void begin() {
		if (this.thread == null) {
			this.thread = Thread.currentThread();
		}
	}

	@Override
	public void run() {
		this.asked = false;
	}

	/**
	 * The watch: ask for a beat, if the one before has come.
	 * @return for how long it has not come, in nanoseconds
	 */
	long missing(long now) {
		if (this.asked) {
			return now - this.since;
		}
		if (this.thread != null) {
			this.since = now;
			this.asked = true;
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				// the pool has stopped
				this.asked = false;
			}
		}
		return 0;
	}

	/**
	 * The I/O thread, {@code null} before it has begun.
	 */
	@Nullable Thread thread() {
		return this.thread;
	}

}
