package io.netpool.benchmarks.compare;

import java.util.function.ToDoubleFunction;

import io.netpool.benchmarks.compare.load.Outcome;

/**
 * What is compared of an outcome.
 */
enum Figure {

	/** How many messages a server answers. */
	RATE("", "/s", Outcome::perSecond),

	/** How long a client waits. */
	MEDIAN("median time (less is better)", " µs", (outcome) -> outcome.micros().median()),

	/** The time of half of the messages that are sent at a constant rate. */
	P50("p50", " µs", (outcome) -> outcome.micros().median()),

	/** The time of all but one of a hundred. */
	P99("p99", " µs", (outcome) -> outcome.micros().p99()),

	/** The time of all but one of a thousand. */
	P999("p99.9", " µs", (outcome) -> outcome.micros().p999()),

	/** What a message costs the server's process, with all its threads. */
	SERVER_TIME("processor time of the server per message (less is better)", " µs", Outcome::serverMicros);

	private final String title;

	private final String unit;

	private final ToDoubleFunction<Outcome> value;

	Figure(String title, String unit, ToDoubleFunction<Outcome> value) {
		this.title = title;
		this.unit = unit;
		this.value = value;
	}

	/**
	 * What it is called beside its scenario, empty if that says it.
	 */
	String title() {
		return this.title;
	}

	String unit() {
		return this.unit;
	}

	/**
	 * The figure of an outcome, 0 if it was not measured.
	 */
	double of(Outcome outcome) {
		return this.value.applyAsDouble(outcome);
	}

}
