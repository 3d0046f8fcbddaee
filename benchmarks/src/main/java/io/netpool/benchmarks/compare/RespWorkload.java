package io.netpool.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * Workloads of {@code redis-benchmark} with its 50 connections and values of three bytes.
 */
enum RespWorkload {

	/** Writes, one command in flight per connection. */
	SET("set", 1),

	/** Reads, one command in flight per connection. */
	GET("get", 1),

	/** Pipelined writes: many commands per socket read. */
	SET_PIPELINED("set", 16),

	/** Pipelined reads: many commands per socket read. */
	GET_PIPELINED("get", 16);

	/**
	 * Factor for the number of pipelined commands, so that they take about as long.
	 */
	private static final int MORE = 5;

	private final String command;

	private final int inFlight;

	RespWorkload(String command, int inFlight) {
		this.command = command;
		this.inFlight = inFlight;
	}

	String title() {
		return this.command.toUpperCase(Locale.ROOT) + ", " + this.inFlight + " in flight";
	}

	int total(int commands) {
		return (this.inFlight > 1) ? MORE * commands : commands;
	}

	List<String> arguments(int commands) {
		return List.of("-t", this.command, "-P", String.valueOf(this.inFlight), "-n", String.valueOf(total(commands)));
	}

}
