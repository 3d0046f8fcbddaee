package io.netpool.tcp.server.leader;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.transport.IoThread;
import io.netpool.tcp.server.transport.IoThreadGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;

/**
 * The event loops of a pool whose I/O threads run brief handlers themselves.
 */
public final class LeaderEventLoopGroup extends IoThreadGroup {

	/**
	 * Creates the event loops.
	 * @param threads their number
	 * @param factory creates {@code IoThread}s
	 * @param handlers creates I/O handlers that support a change of threads
	 * @param pool the name of the pool
	 * @param settings when a leader is replaced
	 */
	public LeaderEventLoopGroup(int threads, ThreadFactory factory, IoHandlerFactory handlers, String pool,
			LeaderSettings settings) {
		super(threads, factory, handlers, settings,
				new LeaderWatchdog(settings,
						new ThreadPerTaskExecutor(new DefaultThreadFactory("netpool-" + pool + "-watchdog", true))),
				new ThreadPerTaskExecutor(IoThread.Factory.ofHandlers(pool)));
	}

	@Override
	protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
		return new LeaderEventLoop(this, executor, (Executor) arguments[2], handlers, (LeaderSettings) arguments[0],
				(LeaderWatchdog) arguments[1]);
	}

}
