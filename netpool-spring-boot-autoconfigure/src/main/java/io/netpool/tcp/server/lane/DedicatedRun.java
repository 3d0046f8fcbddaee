package io.netpool.tcp.server.lane;

/**
 * Listens to the run of one lane on a thread of its own. Each reply is written at once,
 * since the next handler may block.
 */
final class DedicatedRun implements LaneRunListener {

	private final LaneOwner owner;

	private final EventLoopSignal signal;

	private int messages;

	DedicatedRun(LaneOwner owner, EventLoopSignal signal) {
		this.owner = owner;
		this.signal = signal;
	}

	@Override
	public void messageHandled() {
		this.messages++;
		this.owner.requestAttention();
		this.signal.signal();
	}

	int messages() {
		return this.messages;
	}

}
