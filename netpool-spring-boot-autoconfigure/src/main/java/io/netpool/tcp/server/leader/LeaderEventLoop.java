package io.netpool.tcp.server.leader;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.settings.LeaderSettings;
import io.netpool.tcp.server.transport.IoThread;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.internal.ThreadExecutorMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An event loop of two threads, one of which leads it: {@link Leadership} says which.
 * <p>
 * Netty starts the first thread, and takes its return from {@link #run()} for the end of
 * the event loop, so the first thread leads again before the end. The second one is
 * started when it is first needed. {@code IoHandlerFactory.isChangingThreadSupported()}
 * must be true: the I/O handler asks its executor anew each time whether the calling
 * thread is its own. Whatever else is confined to the thread of an event loop is handed
 * on with it.
 * <p>
 * The thread that leads bears the name of an I/O thread, the other one that of a handler
 * thread.
 */
public class LeaderEventLoop extends SingleThreadIoEventLoop {

	private static final Log logger = LogFactory.getLog(LeaderEventLoop.class);

	/**
	 * Maximum time for tasks before sockets are served again.
	 */
	private static final long MAX_TASK_NANOS = TimeUnit.SECONDS.toNanos(1);

	static final LeaderWork NO_HANDLERS = new LeaderWork() {

		@Override
		public boolean endOfTurn() {
			return true;
		}

		@Override
		public void leaderReplaced() {
		}

	};

	private static final String IO = "-io-";

	private static final String HANDLER = "-handler-io-";

	private final Leadership leadership = new Leadership(this::promoted);

	private final Executor threads;

	private final LeaderSettings settings;

	private final LeaderWatchdog watchdog;

	private final LogLimit logLimit = new LogLimit();

	private Function<Leader, LeaderWork> workOf = (leader) -> NO_HANDLERS;

	private @Nullable Leader first;

	/**
	 * Whether the second thread was started. Confined to the event loop.
	 */
	private boolean started;

	private volatile boolean ended;

	/**
	 * Creates an event loop.
	 * @param parent its group
	 * @param threads starts its threads, each an {@link IoThread}
	 * @param handlers creates its I/O handler, which must support a change of threads
	 * @param settings when its leader is replaced
	 * @param watchdog replaces its leader
	 */
	public LeaderEventLoop(IoEventLoopGroup parent, Executor threads, IoHandlerFactory handlers,
			LeaderSettings settings, LeaderWatchdog watchdog) {
		super(parent, threads, handlers);
		this.threads = threads;
		this.settings = settings;
		this.watchdog = watchdog;
		watchdog.watch(this.leadership);
	}

	/**
	 * Called before the event loop has work: what each of its threads does as the leader.
	 */
	public void leaderWork(Function<Leader, LeaderWork> workOf) {
		this.workOf = workOf;
	}

	public LeaderSettings settings() {
		return this.settings;
	}

	@Override
	public boolean inEventLoop(Thread thread) {
		return this.leadership.isEventLoop(thread);
	}

	/**
	 * Returns whether the leader may enter handlers: the other thread is there to replace
	 * it. It is started if it has not been.
	 */
	public boolean isReplaceable() {
		if (!this.started) {
			this.started = true;
			startSecond();
		}
		return this.leadership.hasFollower();
	}

	private void startSecond() {
		try {
			this.watchdog.start();
			this.threads.execute(ThreadExecutorMap.apply(this::follow, this));
		}
		catch (OutOfMemoryError ex) {
			// no thread can be started: the leader enters no handler
		}
	}

	/**
	 * Any thread: a thread is about to be interrupted, which must not hit an event loop.
	 * @return whether it may be
	 */
	public boolean mayInterrupt(Thread thread) {
		return this.leadership.mayInterrupt(thread);
	}

	/**
	 * Called by the leader after {@link Leader#enterHandler}: has the handler watched.
	 */
	public void watch() {
		this.watchdog.wake();
	}

	@Override
	protected void run() {
		Leader me = new Leader(this.leadership, (IoThread) Thread.currentThread(), this.workOf);
		this.first = me;
		this.leadership.begin(me);
		try {
			ioHandler().initialize();
			while (!lead(me)) {
				this.leadership.follow(me);
				if (isShuttingDown()) {
					// the leader may sleep, and has to hand over
					wakeup(false);
				}
				awaitPromotion(me);
			}
		}
		finally {
			end();
		}
	}

	private void end() {
		this.ended = true;
		this.watchdog.unwatch(this.leadership);
		Leader other = this.leadership.follower();
		if (other != null) {
			LockSupport.unpark(other.thread());
		}
	}

	/**
	 * What the second thread does.
	 */
	private void follow() {
		IoThread thread = (IoThread) Thread.currentThread();
		int io = thread.getName().lastIndexOf(IO);
		thread.setName(thread.getName().substring(0, io) + HANDLER + thread.getName().substring(io + IO.length()));
		Leader me = new Leader(this.leadership, thread, this.workOf);
		do {
			this.leadership.follow(me);
		}
		while (awaitPromotion(me) && !lead(me));
	}

	/**
	 * Waits until the thread leads.
	 * @return {@code false} if the event loop has ended
	 */
	private boolean awaitPromotion(Leader me) {
		while (!this.leadership.isPromoted(me)) {
			if (this.ended) {
				return false;
			}
			LockSupport.park(this);
		}
		// what was meant for its last handler
		Thread.interrupted();
		me.thread().handling(null);
		return true;
	}

	private void promoted(Leader next, Leader replaced) {
		String name = replaced.thread().getName();
		replaced.thread().setName(next.thread().getName());
		next.thread().setName(name);
		LockSupport.unpark(next.thread());
	}

	/**
	 * Leads the event loop.
	 * @return {@code true} at the end of the event loop, or at least of what this thread
	 * has to do for it; {@code false} if another thread has replaced this one
	 */
	private boolean lead(Leader me) {
		while (true) {
			runAllTasks(MAX_TASK_NANOS);
			if (!endTurn(me)) {
				return false;
			}
			if (isShuttingDown() && shutDown(me)) {
				return true;
			}
			runIo();
		}
	}

	private boolean endTurn(Leader me) {
		try {
			return me.work().endOfTurn();
		}
		catch (Throwable ex) {
			// such as a class that could not be loaded: as that of a task, it must not
			// end
			// the event loop
			this.logLimit.log((suppressed) -> logger
				.warn("Failure at the end of a turn of an event loop" + LogLimit.suffix(suppressed), ex));
			return inEventLoop();
		}
	}

	/**
	 * Shuts down. Only the first thread can end the event loop, when it is not in a
	 * handler.
	 * @return whether this thread is at its end
	 */
	private boolean shutDown(Leader me) {
		Leader starter = this.first;
		if (me == starter) {
			ioHandler().prepareToDestroy();
			return confirmShutdown();
		}
		if (starter != null && this.leadership.follower() == starter) {
			this.leadership.handOver(me, starter);
			return true;
		}
		return false;
	}

}
