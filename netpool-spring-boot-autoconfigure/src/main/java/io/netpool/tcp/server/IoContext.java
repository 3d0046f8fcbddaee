package io.netpool.tcp.server;

import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.server.handshake.HandshakeQueue;
import io.netpool.tcp.server.lane.EventLoopScheduler;
import io.netpool.tcp.server.lane.EventLoopSignal;
import io.netpool.tcp.server.lane.HandlerThreadScheduler;
import io.netpool.tcp.server.lane.LaneScheduler;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.HeartbeatSettings;
import io.netpool.tcp.server.settings.ReplyTimeouts;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.statistics.IoCounters;
import io.netpool.tcp.server.transport.ByteBufFrameOutput;
import io.netpool.tcp.server.transport.ReceiveBuffer;
import io.netpool.tcp.server.transport.SharedBuffers;
import io.netpool.tcp.server.watch.EventLoopHeartbeat;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one event loop of a pool: its lane scheduler, its counters, its arrays
 * and buffers, and the connections that need its attention.
 * <p>
 * Other threads call {@link #attend}, any number of times, and then {@link #signal} once:
 * a loop that sleeps is woken once for all of them.
 */
final class IoContext implements Runnable, EventLoopSignal {

	/**
	 * Twice the maximum of one read, so that the rest of a frame and a read fit.
	 */
	private static final int WINDOW = 2 * ReceiveBuffer.SIZE;

	private static final int MAX_PAYLOADS_PER_BATCH = 256;

	/**
	 * Maximum number of connections attended to before sockets are polled again.
	 */
	private static final int MAX_CONNECTIONS_PER_TURN = 4096;

	private final EventLoop loop;

	private final LaneScheduler lanes;

	private final IoCounters counters;

	private final Queue<ServedConnection> attention = PlatformDependent.newMpscQueue();

	private final AtomicBoolean signalled = new AtomicBoolean();

	private final @Nullable SharedBuffers buffers;

	private final BufferBudget budget;

	private final TimeoutSweep timeouts;

	private final HandshakeQueue handshakes;

	private final EventLoopHeartbeat heartbeat;

	private final byte[] window = new byte[WINDOW];

	private final FrameInput input = new FrameInput(this.window, 0, 0);

	private final ByteBufFrameOutput output = new ByteBufFrameOutput();

	private final @Nullable Object[] payloads = new Object[MAX_PAYLOADS_PER_BATCH];

	IoContext(EventLoop loop, @Nullable HandlerThreads threads, IoCounters counters, TimeoutSettings timeouts,
			ReplyTimeouts replies, @Nullable HeartbeatSettings heartbeats, long maxBuffered, boolean sharesBuffers) {
		this.loop = loop;
		this.counters = counters;
		this.timeouts = new TimeoutSweep(loop, timeouts, replies, heartbeats);
		this.handshakes = new HandshakeQueue(loop);
		this.heartbeat = new EventLoopHeartbeat(loop);
		this.budget = new BufferBudget(maxBuffered);
		this.buffers = sharesBuffers ? SharedBuffers.create(this.budget::isPressed) : null;
		this.lanes = (threads != null) ? new HandlerThreadScheduler(loop, this, threads)
				: new EventLoopScheduler(loop, this);
	}

	EventLoop loop() {
		return this.loop;
	}

	LaneScheduler lanes() {
		return this.lanes;
	}

	IoCounters counters() {
		return this.counters;
	}

	/**
	 * Returns the buffers shared by its connections, {@code null} if each has its own.
	 */
	@Nullable SharedBuffers buffers() {
		return this.buffers;
	}

	/**
	 * Returns the budget of the bytes that its connections buffer. Any thread may ask
	 * whether it is pressed.
	 */
	BufferBudget budget() {
		return this.budget;
	}

	TimeoutSweep timeouts() {
		return this.timeouts;
	}

	/**
	 * Returns the queue of its TLS handshakes. Any thread may ask how many there are.
	 */
	HandshakeQueue handshakes() {
		return this.handshakes;
	}

	EventLoopHeartbeat heartbeat() {
		return this.heartbeat;
	}

	byte[] window() {
		return this.window;
	}

	FrameInput input() {
		return this.input;
	}

	ByteBufFrameOutput output() {
		return this.output;
	}

	@Nullable Object[] payloads() {
		return this.payloads;
	}

	/**
	 * Releases the buffers, after the thread has ended.
	 */
	void release() {
		if (this.buffers != null) {
			this.buffers.release();
		}
	}

	/**
	 * Any thread: queues a connection for the attention of the event loop, which a
	 * {@link #signal()} wakes.
	 */
	void enqueue(ServedConnection connection) {
		if (connection.markForAttention()) {
			this.attention.add(connection);
		}
	}

	@Override
	public void signal() {
		if (!this.signalled.get() && this.signalled.compareAndSet(false, true)) {
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				// the pool has stopped, and closed every connection
			}
		}
	}

	@Override
	public void signalIfRequested() {
		if (!this.attention.isEmpty()) {
			signal();
		}
	}

	@Override
	public void attend() {
		this.heartbeat.begin();
		if (!this.attention.isEmpty()) {
			run();
		}
	}

	@Override
	public void run() {
		this.signalled.set(false);
		ServedConnection connection;
		for (int i = 0; i < MAX_CONNECTIONS_PER_TURN && (connection = this.attention.poll()) != null; i++) {
			connection.attentionGiven();
			try {
				connection.handler().attend();
			}
			catch (RuntimeException | Error ex) {
				// of this connection alone: others wait for attention, too
				connection.fail(ex);
			}
		}
		signalIfRequested();
	}

}
