package io.netpool.tcp.server.transport;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * An I/O thread of a pool, which must never wait for a client.
 */
public final class IoThread extends FastThreadLocalThread {

	/**
	 * Set while the thread is in a handler, outside its event loop. Confined to it.
	 */
	private @Nullable Handling handling;

	private IoThread(ThreadGroup group, Runnable task, String name) {
		super(group, task, name);
	}

	/**
	 * Returns whether the calling thread is an I/O thread in its event loop, and must not
	 * wait. It may in a handler for which another thread can take over the event loop.
	 */
	public static boolean isCurrent() {
		return Thread.currentThread() instanceof IoThread thread && thread.handling == null;
	}

	/**
	 * Called by a thread that is about to wait for what an I/O thread may have to do: if
	 * it is one itself, another takes over its event loop now.
	 */
	public static void aboutToBlock() {
		if (Thread.currentThread() instanceof IoThread thread && thread.handling != null) {
			thread.handling.aboutToBlock();
		}
	}

	/**
	 * Called by this thread when it leaves its event loop for a handler, and when it
	 * returns.
	 * @param handling has another thread take over the event loop, {@code null} on return
	 */
	public void handling(@Nullable Handling handling) {
		this.handling = handling;
	}

	/**
	 * A handler that an I/O thread runs outside its event loop.
	 */
	@FunctionalInterface
	public interface Handling {

		/**
		 * Called by the thread when the handler is about to wait.
		 */
		void aboutToBlock();

	}

	/**
	 * Creates the I/O threads of a pool.
	 */
	public static final class Factory extends DefaultThreadFactory {

		public Factory(String pool) {
			this("netpool-" + pool + "-io", false);
		}

		private Factory(String name, boolean daemon) {
			super(name, daemon);
		}

		/**
		 * Creates those that run handlers. As handler threads, they do not keep the
		 * process alive.
		 */
		public static Factory ofHandlers(String pool) {
			return new Factory("netpool-" + pool + "-handler-io", true);
		}

		@Override
		protected Thread newThread(Runnable task, String name) {
			return new IoThread(this.threadGroup, task, name);
		}

	}

}
