package io.netpool.tcp.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.netpool.tcp.server.lane.Lane;
import io.netpool.tcp.server.outbound.OutboundQueue;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From an I/O thread to a handler and back: messages are put on the lane of one
 * connection, and their replies taken.
 * <p>
 * The benchmark's thread is the I/O thread, and drives a loop without sockets that never
 * sleeps. So this is the price of the hand-over where nothing else happens meanwhile; a
 * busy pool hands over many lanes at once.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and prepares
public class LaneBenchmark {

	private static final byte[] MESSAGE = new byte[64];

	/**
	 * Where handlers run.
	 */
	@Param
	public Threads threads;

	/**
	 * How many messages one read has brought.
	 */
	@Param({ "1", "16" })
	public int batch;

	private final Object[] replies = new Object[256];

	private @Nullable HandlerThreads handlerThreads;

	private ManualIoEventLoop loop;

	private NioSocketChannel channel;

	private ServedConnection connection;

	/**
	 * Make a connection, whose socket is connected to nothing.
	 */
	@Setup
	public void open() {
		this.handlerThreads = this.threads.create();
		this.loop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
		IoContext io = new IoContext(this.loop, this.handlerThreads, new IoCounters(), TimeoutSettings.none(),
				ReplyTimeouts.none(), null, Long.MAX_VALUE, false);
		PoolContext pool = BenchmarkPool.context(BenchmarkPool.settings(1, null), new BenchmarkPool.Echo());
		this.channel = new NioSocketChannel();
		this.connection = new ServedConnection(pool, this.channel, io, new ConnectionHandler(pool, this.channel, io));
		this.connection.lane().open();
	}

	/**
	 * End the threads.
	 */
	@TearDown
	public void close() {
		if (this.handlerThreads != null) {
			this.handlerThreads.close();
		}
		this.channel.unsafe().closeForcibly();
		this.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		while (!this.loop.isTerminated()) {
			this.loop.runNow();
		}
	}

	/**
	 * Hand a batch over, and take its replies.
	 * @return how many replies there were
	 */
	@Benchmark
	public int roundTrip() {
		Lane lane = this.connection.lane();
		for (int i = 0; i < this.batch; i++) {
			lane.put(MESSAGE);
		}
		lane.publish();
		int taken = take();
		while (taken < this.batch) {
			this.loop.runNonBlockingTasks(0);
			taken += take();
		}
		return taken;
	}

	private int take() {
		OutboundQueue outbound = this.connection.outbound();
		if (outbound.pending() == 0) {
			return 0;
		}
		int taken = outbound.take(this.replies, Integer.MAX_VALUE);
		outbound.written(taken, (long) taken * MESSAGE.length);
		return taken;
	}

	/**
	 * Where handlers run.
	 */
	public enum Threads {

		/** On the I/O thread. */
		EVENT_LOOP,

		/** On platform threads. */
		PLATFORM,

		/** On virtual threads, from Java 21. */
		VIRTUAL;

		@Nullable HandlerThreads create() {
			return switch (this) {
				case EVENT_LOOP -> null;
				case PLATFORM -> HandlerThreads.platform("benchmark", 4);
				case VIRTUAL -> HandlerThreads.perTask(virtualThreads());
			};
		}

		private static ExecutorService virtualThreads() {
			try {
				return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("Virtual threads need Java 21 or later", ex);
			}
		}

	}

}
