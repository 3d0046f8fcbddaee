package io.netpool.tcp.server.simulation;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.Ticker;

/**
 * The clock of a simulation, and the events that happen at their time, in the order in
 * which they were added if the time is the same.
 */
final class Timeline implements Ticker {

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private long now;

	private long number;

	private boolean happening;

	@Override
	public long initialNanoTime() {
		return 0;
	}

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public void sleep(long delay, TimeUnit unit) {
		throw new UnsupportedOperationException("The clock goes on by itself");
	}

	void add(long delay, Runnable action) {
		this.events.add(new Event(this.now + delay, this.number++, action));
	}

	/**
	 * Returns when the next event happens.
	 */
	long nextTime() {
		return this.events.isEmpty() ? Long.MAX_VALUE : this.events.element().time();
	}

	void goOn(long nanos) {
		this.now += nanos;
	}

	void goOnTo(long time) {
		this.now = Math.max(this.now, time);
	}

	/**
	 * Has the events happen whose time has come.
	 */
	void happen() {
		while (nextTime() <= this.now) {
			this.happening = true;
			this.events.remove().action().run();
			this.happening = false;
		}
	}

	/**
	 * Returns whether an event is happening.
	 */
	boolean isHappening() {
		return this.happening;
	}

	private record Event(long time, long number, Runnable action) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			return (this.time != other.time) ? Long.compare(this.time, other.time)
					: Long.compare(this.number, other.number);
		}

	}

}
