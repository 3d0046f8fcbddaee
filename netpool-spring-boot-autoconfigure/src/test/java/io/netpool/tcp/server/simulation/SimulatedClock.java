package io.netpool.tcp.server.simulation;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.util.concurrent.Ticker;

/**
 * The clock of an event loop. Within a turn it stands still, which has an event loop that
 * shuts down sleep; so it goes on then, by a nanosecond each time it is read.
 */
final class SimulatedClock implements Ticker {

	private final Timeline timeline;

	private BooleanSupplier shuttingDown = () -> false;

	private long reads;

	SimulatedClock(Timeline timeline) {
		this.timeline = timeline;
	}

	void goOnIf(BooleanSupplier shuttingDown) {
		this.shuttingDown = shuttingDown;
	}

	@Override
	public long initialNanoTime() {
		return this.timeline.initialNanoTime();
	}

	@Override
	public long nanoTime() {
		return this.timeline.nanoTime() + (this.shuttingDown.getAsBoolean() ? ++this.reads : 0);
	}

	@Override
	public void sleep(long delay, TimeUnit unit) {
		this.timeline.sleep(delay, unit);
	}

}
