package io.netpool.benchmarks.compare;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.netpool.benchmarks.compare.load.Load;
import io.netpool.benchmarks.compare.load.Outcome;

/**
 * What the servers are compared in.
 */
enum Scenario {

	/** Few messages at a time: what each of them costs. */
	ECHO("64 B, 50 connections, 1 in flight", () -> Load.echo(50, 1, 64)),

	/** Many messages in one read. */
	PIPELINED("64 B, 50 connections, 16 in flight", () -> Load.echo(50, 16, 64)),

	/** Messages of several reads. */
	LARGE("4 KiB, 50 connections, 4 in flight", () -> Load.echo(50, 4, 4096)),

	/** Many connections that are all busy. */
	MANY("64 B, 1000 connections, 1 in flight", () -> Load.echo(1000, 1, 64)),

	/** Connections that come and go. */
	CHURN("connect, 64 B, close, 50 at a time", () -> Load.churn(50, 64)),

	/** A single client that waits. */
	LATENCY("64 B, 1 connection, median time (less is better)", () -> Load.ping(64), " µs", Outcome::medianMicros);

	private final String title;

	private final Supplier<Load> load;

	private final String unit;

	private final ToDoubleFunction<Outcome> figure;

	Scenario(String title, Supplier<Load> load) {
		this(title, load, "/s", Outcome::perSecond);
	}

	Scenario(String title, Supplier<Load> load, String unit, ToDoubleFunction<Outcome> figure) {
		this.title = title;
		this.load = load;
		this.unit = unit;
		this.figure = figure;
	}

	Load load() {
		return this.load.get();
	}

	String title() {
		return this.title;
	}

	String unit() {
		return this.unit;
	}

	/**
	 * What is compared of an outcome.
	 */
	double figure(Outcome outcome) {
		return this.figure.applyAsDouble(outcome);
	}

}
