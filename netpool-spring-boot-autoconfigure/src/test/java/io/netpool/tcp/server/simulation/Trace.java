package io.netpool.tcp.server.simulation;

import java.util.concurrent.TimeUnit;

/**
 * What happened in a simulation, one line each, in order. Two simulations of one seed
 * have the same trace.
 */
final class Trace {

	private final StringBuilder text = new StringBuilder();

	void add(long now, String who, String what) {
		this.text.append(TimeUnit.NANOSECONDS.toMicros(now))
			.append("us ")
			.append(who)
			.append(": ")
			.append(what)
			.append('\n');
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
