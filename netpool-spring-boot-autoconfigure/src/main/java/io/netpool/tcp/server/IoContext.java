package io.netpool.tcp.server;

import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netpool.tcp.FrameInput;
import io.netpool.tcp.server.settings.HandlerThreads;
import io.netpool.tcp.server.settings.TimeoutSettings;
import io.netpool.tcp.server.transport.ByteBufFrameOutput;
import io.netpool.tcp.server.transport.ReceiveBuffer;
import io.netpool.tcp.server.transport.SharedBuffers;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one I/O thread of a pool: its lanes' scheduler, its counters, the
 * arrays it works in, and the connections that want its attention.
 * <p>
 * Other threads ask for attention with {@link #attend}, any number of times, and then
 * {@link #signal} once: a loop that sleeps is woken once for all of them.
 */
final class IoContext implements Runnable {

	/**
	 * Twice what one read brings at most, so that the rest of a frame and a read fit.
	 */
	private static final int WINDOW = 2 * ReceiveBuffer.SIZE;

	private static final int PAYLOADS = 256;

	/**
	 * How many connections have attention before sockets are looked at again.
	 */
	private static final int FAIR_TURN = 4096;

	private final EventLoop loop;

	private final LaneScheduler lanes;

	private final IoCounters counters;

	private final Queue<ServedConnection> attention = PlatformDependent.newMpscQueue();

	private final AtomicBoolean signalled = new AtomicBoolean();

	private final @Nullable SharedBuffers buffers;

	private final TimeoutSweep timeouts;

	private final EventLoopHeartbeat pulse;

	private final byte[] window = new byte[WINDOW];

	private final FrameInput input = new FrameInput(this.window, 0, 0);

	private final ByteBufFrameOutput output = new ByteBufFrameOutput();

	private final @Nullable Object[] payloads = new Object[PAYLOADS];

	IoContext(EventLoop loop, @Nullable HandlerThreads threads, IoCounters counters, TimeoutSettings timeouts,
			boolean sharesBuffers) {
		this.loop = loop;
		this.counters = counters;
		this.timeouts = new TimeoutSweep(loop, timeouts);
		this.pulse = new EventLoopHeartbeat(loop);
		this.buffers = sharesBuffers ? SharedBuffers.create() : null;
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
	 * What its connections share, or {@code null} if each has its own.
	 */
	@Nullable SharedBuffers buffers() {
		return this.buffers;
	}

	TimeoutSweep timeouts() {
		return this.timeouts;
	}

	EventLoopHeartbeat pulse() {
		return this.pulse;
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
	 * The thread has ended.
	 */
	void release() {
		if (this.buffers != null) {
			this.buffers.release();
		}
	}

	/**
	 * Any thread: have the I/O thread look at a connection when it is signalled.
	 */
	void attend(ServedConnection connection) {
		if (connection.askAttention()) {
			this.attention.add(connection);
		}
	}

	/**
	 * Any thread: have the I/O thread look at the connections that asked for it.
	 */
	void signal() {
		if (!this.signalled.get() && this.signalled.compareAndSet(false, true)) {
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				// the pool has stopped, and closed every connection
			}
		}
	}

	/**
	 * Any thread: signal if a connection waits for attention.
	 */
	void signalIfExpected() {
		if (!this.attention.isEmpty()) {
			signal();
		}
	}

	@Override
	public void run() {
		this.signalled.set(false);
		ServedConnection connection;
		for (int i = 0; i < FAIR_TURN && (connection = this.attention.poll()) != null; i++) {
			connection.attentionGiven();
			try {
				connection.handler().attend();
			}
			catch (RuntimeException | Error ex) {
				// of this connection alone: others wait for attention, too
				connection.broken(ex);
			}
		}
		signalIfExpected();
	}

}
