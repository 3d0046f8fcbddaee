package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.server.transport.IoThreadGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;

/**
 * The event loops of a simulated pool. Public for the engine, which instantiates it in
 * place of its superclass.
 */
public class SimulatedEventLoopGroup extends IoThreadGroup {

	public SimulatedEventLoopGroup(int threads, ThreadFactory factory, IoHandlerFactory handlers, Object... arguments) {
		super(threads, factory, handlers, arguments);
	}

	@Override
	protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... arguments) {
		return SimulatedEventLoop.start(this, executor);
	}

	@Override
	public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
		super.shutdownGracefully(quietPeriod, timeout, unit);
		List<EventExecutor> loops = new ArrayList<>();
		forEach(loops::add);
		return new Termination(loops);
	}

	/**
	 * Done when all event loops have terminated; Netty's would be completed by a thread
	 * that is not simulated.
	 */
	private static final class Termination extends DefaultPromise<Void> {

		private final List<EventExecutor> loops;

		Termination(List<EventExecutor> loops) {
			super(ImmediateEventExecutor.INSTANCE);
			this.loops = loops;
		}

		@Override
		public boolean isDone() {
			return this.loops.stream().allMatch(EventExecutor::isTerminated);
		}

	}

}
