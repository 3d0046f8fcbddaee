package io.netpool.benchmarks.compare;

import java.util.function.ToDoubleFunction;

import io.netpool.benchmarks.compare.load.Outcome;

/**
 * Figure of an {@link Outcome} that is compared.
 */
enum Figure {

	/** Messages answered per second. */
	RATE("", "/s", Outcome::perSecond),

	/** Median time to the reply. */
	MEDIAN("median time (less is better)", " µs", (outcome) -> outcome.micros().median()),

	/** Median time to the reply at a constant rate. */
	P50("p50", " µs", (outcome) -> outcome.micros().median()),

	/** 99th percentile of the time to the reply at a constant rate. */
	P99("p99", " µs", (outcome) -> outcome.micros().p99()),

	/** 99.9th percentile of the time to the reply at a constant rate. */
	P999("p99.9", " µs", (outcome) -> outcome.micros().p999()),

	/** Processor time of the server process per message, with all threads. */
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
	 * Returns the title to append to that of the scenario, empty for none.
	 */
	String title() {
		return this.title;
	}

	String unit() {
		return this.unit;
	}

	/**
	 * Returns the figure of an outcome, 0 if it was not measured.
	 */
	double of(Outcome outcome) {
		return this.value.applyAsDouble(outcome);
	}

}
