package io.netpool.tcp.server.lane;

import io.netty.util.concurrent.EventExecutor;

/**
 * Runs lanes on the event loop itself, for handlers that never block.
 * <p>
 * A handler may touch other connections, and its own connection may be in the middle of
 * decoding frames. So while a lane runs, no other work of the event loop runs inside it:
 * that is deferred to the end of the turn.
 */
public final class EventLoopScheduler implements LaneScheduler {

	private static final LaneRunListener NO_LISTENER = () -> {
	};

	private final EventExecutor loop;

	private final EventLoopSignal signal;

	/**
	 * Whether a lane is running. Confined to the event loop.
	 */
	private boolean running;

	public EventLoopScheduler(EventExecutor loop, EventLoopSignal signal) {
		this.loop = loop;
		this.signal = signal;
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
			return lane.run(NO_LISTENER);
		}
		finally {
			this.running = false;
		}
	}

	@Override
	public void requestAttention(LaneOwner owner) {
		owner.requestAttention();
		this.signal.signal();
	}

}
