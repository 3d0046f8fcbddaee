package io.netpool.tcp.server.leader;

import java.util.Objects;
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
 * An event loop that two threads lead in turn: {@link Leadership} says which.
 * <p>
 * Netty starts a thread of its own, and takes its return from {@link #run()} for the end
 * of the event loop. That one leads until handlers are to run on the event loop, and
 * again at the end; between, it waits, so that no handler can hold up the end. The two
 * threads are started when they are first needed.
 * {@code IoHandlerFactory.isChangingThreadSupported()} must be true: the I/O handler asks
 * its executor anew each time whether the calling thread is its own. Whatever else is
 * confined to the thread of an event loop is handed on with it.
 * <p>
 * The thread that leads bears the name of an I/O thread, the others do not.
 */
public class LeaderEventLoop extends SingleThreadIoEventLoop {

	private static final Log logger = LogFactory.getLog(LeaderEventLoop.class);

	/**
	 * Maximum time for tasks before sockets are served again.
	 */
	private static final long MAX_TASK_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * Number of threads that lead in turn.
	 */
	private static final int LEADERS = 2;

	/**
	 * Time after which a thread is started again that could not be started.
	 */
	static final int RETRY_SECONDS = 10;

	static final LeaderWork NO_HANDLERS = new LeaderWork() {

		@Override
		public boolean endOfTurn() {
			return true;
		}

		@Override
		public void leaderReplaced() {
		}

	};

	private final Leadership leadership = new Leadership(this::replaced);

	private final Executor leaders;

	private final LeaderSettings settings;

	private final LeaderWatchdog watchdog;

	private final LogLimit logLimit = new LogLimit();

	private Function<Leader, LeaderWork> workOf = (leader) -> NO_HANDLERS;

	/**
	 * Netty's thread, which enters no handler.
	 */
	private @Nullable Leader first;

	private String name = "";

	/**
	 * Number of threads that were started beside Netty's, or could not be started lately.
	 * Confined to the event loop.
	 */
	private int started;

	private volatile boolean ended;

	/**
	 * Creates an event loop.
	 * @param parent its group
	 * @param threads starts Netty's thread, an {@link IoThread}
	 * @param leaders starts the two threads that lead, each an {@link IoThread}
	 * @param handlers creates its I/O handler, which must support a change of threads
	 * @param settings when its leader is replaced
	 * @param watchdog replaces its leader
	 */
	public LeaderEventLoop(IoEventLoopGroup parent, Executor threads, Executor leaders, IoHandlerFactory handlers,
			LeaderSettings settings, LeaderWatchdog watchdog) {
		super(parent, threads, handlers);
		this.leaders = leaders;
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
	 * Returns whether the leader may enter handlers, since another thread is there to
	 * replace it. A thread that is missing is started, if the system can.
	 */
	public boolean isReplaceable() {
		boolean leadsInTurn = this.first == null || !inEventLoop(this.first.thread());
		if (this.leadership.hasFollower()) {
			return leadsInTurn;
		}
		// one at a time, since one at a time can follow
		if (this.started < (leadsInTurn ? LEADERS : LEADERS - 1)) {
			this.started++;
			startLeader();
		}
		return false;
	}

	private void startLeader() {
		try {
			this.watchdog.start();
			this.leaders.execute(ThreadExecutorMap.apply(this::leadInTurn, this));
		}
		catch (OutOfMemoryError ex) {
			this.watchdog.warnOfMissingThread(ex);
			schedule(() -> this.started--, RETRY_SECONDS, TimeUnit.SECONDS);
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
		this.name = me.thread().getName();
		this.leadership.begin(me);
		try {
			ioHandler().initialize();
			while (!lead(me)) {
				me.thread().setName(this.name + "-waiting");
				awaitPromotion(me);
			}
		}
		catch (Throwable ex) {
			failed(ex);
			while (awaitPromotion(me) && !lead(me)) {
				// until the event loop ends
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
	 * What the two threads do.
	 */
	private void leadInTurn() {
		Leader me = new Leader(this.leadership, (IoThread) Thread.currentThread(), this.workOf);
		try {
			do {
				this.leadership.follow(me);
			}
			while (awaitPromotion(me) && !lead(me));
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/**
	 * Ends the event loop, as Netty does when its thread fails, and has its connections
	 * closed, which Netty leaves open.
	 */
	private void failed(Throwable ex) {
		boolean leads = inEventLoop();
		if (leads) {
			shutdownGracefully(0, 0, TimeUnit.SECONDS);
			handOver(Objects.requireNonNull(this.first));
		}
		logger.error("A thread of the event loop '" + this.name + "' has failed"
				+ (leads ? ": it ends, and its connections are closed" : ""), ex);
	}

	/**
	 * Waits until the thread leads.
	 * @return {@code false} if the event loop has ended
	 */
	private boolean awaitPromotion(Leader me) {
		while (true) {
			boolean leads = this.leadership.isPromoted(me);
			// an interrupt of its last handler would keep it from parking, or close a
			// connection
			Thread.interrupted();
			if (leads) {
				me.thread().handling(null);
				me.thread().setName(this.name);
				return true;
			}
			if (this.ended) {
				return false;
			}
			LockSupport.park(this);
		}
	}

	private void replaced(Leader next, Leader before) {
		// first, so that no two threads have the name of an I/O thread
		before.thread().setName(before.name());
		LockSupport.unpark(next.thread());
	}

	private void handOver(Leader next) {
		this.leadership.handOver(next);
		LockSupport.unpark(next.thread());
	}

	/**
	 * Leads the event loop.
	 * @return {@code true} at the end of what this thread has to do for it; {@code false}
	 * if another thread leads now
	 */
	private boolean lead(Leader me) {
		while (true) {
			if (!endTurn(me)) {
				return false;
			}
			if (isShuttingDown()) {
				if (me != this.first) {
					handOver(Objects.requireNonNull(this.first));
					return true;
				}
				ioHandler().prepareToDestroy();
				if (confirmShutdown()) {
					return true;
				}
			}
			else if (me == this.first) {
				Leader other = this.leadership.follower();
				if (other != null) {
					handOver(other);
					return false;
				}
			}
			runIo();
			runAllTasks(MAX_TASK_NANOS);
		}
	}

	private boolean endTurn(Leader me) {
		try {
			return me.work().endOfTurn();
		}
		catch (Throwable ex) {
			// as that of a task, a failure must not end the event loop
			this.logLimit.log((suppressed) -> logger
				.warn("Failure at the end of a turn of an event loop" + LogLimit.suffix(suppressed), ex));
			return inEventLoop();
		}
	}

}
