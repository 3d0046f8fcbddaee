package io.netpool.tcp.server.simulation;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/**
 * The simulated sockets that an event loop serves.
 */
final class SimulatedSockets implements IoHandler {

	private final Scheduler scheduler = Scheduler.current();

	private final List<SimulatedSelectable> open = new ArrayList<>();

	private boolean woken;

	void add(SimulatedSelectable socket) {
		this.open.add(socket);
	}

	void remove(SimulatedSelectable socket) {
		this.open.remove(socket);
	}

	boolean isReady() {
		return this.woken || this.open.stream().anyMatch(SimulatedSelectable::isReady);
	}

	@Override
	public int run(IoHandlerContext context) {
		if (context.canBlock()) {
			long deadline = context.deadlineNanos();
			this.scheduler.await(this::isReady,
					(deadline < 0) ? Long.MAX_VALUE : Math.max(0, deadline - this.scheduler.nanoTime()));
			this.scheduler.yield();
		}
		this.woken = false;
		int served = 0;
		for (SimulatedSelectable socket : List.copyOf(this.open)) {
			if (socket.isReady()) {
				socket.serve();
				served++;
			}
		}
		return served;
	}

	@Override
	public void wakeup() {
		this.woken = true;
	}

	@Override
	public void prepareToDestroy() {
		List.copyOf(this.open).forEach(SimulatedSelectable::closeNow);
	}

	@Override
	public IoRegistration register(IoHandle handle) {
		throw new UnsupportedOperationException("Simulated sockets register by themselves");
	}

	@Override
	public boolean isCompatible(Class<? extends IoHandle> type) {
		return false;
	}

	/**
	 * A socket that an event loop serves.
	 */
	interface SimulatedSelectable {

		boolean isReady();

		void serve();

		void closeNow();

	}

}
