package io.netpool.tcp.server.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;

/**
 * An I/O thread of a pool, which must never wait for a client.
 */
public final class IoThread extends FastThreadLocalThread {

	private IoThread(ThreadGroup group, Runnable task, String name) {
		super(group, task, name);
	}

	/**
	 * Returns whether the calling thread is an I/O thread.
	 */
	public static boolean isCurrent() {
		return Thread.currentThread() instanceof IoThread;
	}

	/**
	 * Creates the I/O threads of a pool.
	 */
	public static final class Factory extends DefaultThreadFactory {

		public Factory(String pool) {
			super("netpool-" + pool + "-io");
		}

		@Override
		protected Thread newThread(Runnable task, String name) {
			return new IoThread(this.threadGroup, task, name);
		}

	}

}
