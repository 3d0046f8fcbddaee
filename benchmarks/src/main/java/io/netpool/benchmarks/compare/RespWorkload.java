package io.netpool.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/**
 * What {@code redis-benchmark} does, with its 50 connections and values of three bytes.
 */
enum RespWorkload {

	/** One command at a time that writes. */
	SET("set", 1),

	/** One command at a time that reads. */
	GET("get", 1),

	/** Many commands in one read. */
	SET_PIPELINED("set", 16),

	/** Many commands in one read. */
	GET_PIPELINED("get", 16);

	/**
	 * With several commands in flight, there have to be more of them for it to take as
	 * long.
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
