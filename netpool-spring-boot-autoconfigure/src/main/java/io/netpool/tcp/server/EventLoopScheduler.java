package io.netpool.tcp.server;

import io.netty.channel.EventLoop;

/**
 * Runs lanes on the I/O thread itself, for handlers that never block.
 * <p>
 * A handler may touch other connections, and its own connection may be in the middle of
 * cutting frames. So while a lane runs, nothing else of the I/O thread's work is done
 * inside it: it is put off to the end of the turn.
 */
final class EventLoopScheduler implements LaneScheduler {

	private static final LaneRunListener UNWATCHED = () -> {
	};

	private final EventLoop loop;

	private final IoContext io;

	/**
	 * The I/O thread's: whether a lane is running.
	 */
	private boolean running;

	EventLoopScheduler(EventLoop loop, IoContext io) {
		this.loop = loop;
		this.io = io;
	}

	@Override
	public void ready(Lane lane) {
		if (!this.loop.inEventLoop() || this.running || run(lane)) {
			this.loop.execute(() -> ready(lane));
		}
	}

	private boolean run(Lane lane) {
		this.running = true;
		try {
			return lane.run(UNWATCHED);
		}
		finally {
			this.running = false;
			// what one handler leaves is no business of the next
			Thread.interrupted();
		}
	}

	@Override
	public void attend(ServedConnection connection) {
		this.io.attend(connection);
		this.io.signal();
	}

}
