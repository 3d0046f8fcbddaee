package io.netpool.tcp.server.leader;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import io.netpool.tcp.server.settings.LeaderSettings;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;

/**
 * The event loops of a pool whose I/O threads run handlers.
 */
public final class LeaderEventLoopGroup extends MultiThreadIoEventLoopGroup {

	private final LeaderWatchdog watchdog;

	private LeaderEventLoopGroup(int threads, ThreadFactory factory, IoHandlerFactory handlers, LeaderSettings settings,
			LeaderWatchdog watchdog) {
		super(threads, factory, handlers, settings, watchdog);
		this.watchdog = watchdog;
		terminationFuture().addListener((terminated) -> this.watchdog.close());
	}

	/**
	 * Creates the event loops.
	 * @param threads their number
	 * @param factory creates {@code IoThread}s
	 * @param handlers creates I/O handlers that support a change of threads
	 * @param pool the name of the pool
	 * @param settings when a leader is replaced
	 * @return the event loops
	 */
	public static LeaderEventLoopGroup create(int threads, ThreadFactory factory, IoHandlerFactory handlers,
			String pool, LeaderSettings settings) {
		return new LeaderEventLoopGroup(threads, factory, handlers, settings, new LeaderWatchdog(pool, settings));
	}

	@Override
	protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
		return new LeaderEventLoop(this, executor, handlers, (LeaderSettings) arguments[0],
				(LeaderWatchdog) arguments[1]);
	}

}
