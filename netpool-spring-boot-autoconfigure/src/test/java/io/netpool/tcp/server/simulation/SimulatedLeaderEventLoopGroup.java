package io.netpool.tcp.server.simulation;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import io.netpool.tcp.server.leader.LeaderWatchdog;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.transport.IoThread;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;

/**
 * The event loops of a simulated pool whose I/O threads run handlers. Public for the
 * engine, which instantiates it in place of its own.
 */
public final class SimulatedLeaderEventLoopGroup extends SimulatedEventLoopGroup {

	public SimulatedLeaderEventLoopGroup(int threads, ThreadFactory factory, IoHandlerFactory handlers, String pool,
			LeaderSettings settings) {
		super(threads, factory, handlers, settings, new LeaderWatchdog(settings, watchdogThread(pool)),
				new ThreadPerTaskExecutor(IoThread.Factory.ofHandlers(pool)));
	}

	private static Executor watchdogThread(String pool) {
		Executor threads = new ThreadPerTaskExecutor(new DefaultThreadFactory(pool, true));
		return (task) -> Scheduler.current().start("watchdog", threads, task);
	}

	@Override
	protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
		return SimulatedLeaderEventLoop.create(this, executor, (Executor) arguments[2], (LeaderSettings) arguments[0],
				(LeaderWatchdog) arguments[1]);
	}

}
