package io.netpool.tcp.server.transport;

import java.util.concurrent.ThreadFactory;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;

/**
 * The I/O threads of a pool. Netty assigns connections to an event loop also after its
 * thread has failed, and they are reset; here, the others get them.
 */
public class IoThreadGroup extends MultiThreadIoEventLoopGroup {

	/**
	 * Creates the event loops.
	 * @param threads their number
	 * @param factory creates their threads
	 * @param handlers creates their I/O handlers
	 * @param arguments what each event loop is created with
	 */
	public IoThreadGroup(int threads, ThreadFactory factory, IoHandlerFactory handlers, Object... arguments) {
		super(threads, factory, handlers, arguments);
	}

	/**
	 * Returns the next event loop that runs, any if none does.
	 */
	@Override
	public IoEventLoop next() {
		IoEventLoop next = super.next();
		for (int i = 1; next.isShuttingDown() && i < executorCount(); i++) {
			next = super.next();
		}
		return next;
	}

}
