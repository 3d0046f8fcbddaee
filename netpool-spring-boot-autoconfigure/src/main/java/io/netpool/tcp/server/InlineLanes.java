package io.netpool.tcp.server;

import io.netty.channel.EventLoop;

/**
 * Runs lanes on the I/O thread itself, for handlers that never block.
 */
final class InlineLanes implements LaneScheduler {

	private static final Progress UNWATCHED = () -> {
	};

	private final EventLoop loop;

	private final IoThread io;

	InlineLanes(EventLoop loop, IoThread io) {
		this.loop = loop;
		this.io = io;
	}

	@Override
	public void ready(Lane lane) {
		if (!this.loop.inEventLoop() || lane.run(UNWATCHED)) {
			this.loop.execute(() -> ready(lane));
		}
	}

	@Override
	public void attend(ServedConnection connection) {
		if (this.loop.inEventLoop()) {
			connection.handler().attend();
		}
		else {
			this.io.attend(connection);
			this.io.signal();
		}
	}

}
