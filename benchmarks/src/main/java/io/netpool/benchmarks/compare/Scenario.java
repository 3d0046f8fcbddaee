package io.netpool.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.netpool.benchmarks.compare.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios of the comparison.
 */
enum Scenario {

	/** Few messages in flight: the cost of each message. */
	ECHO("64 B, 50 connections, 1 in flight", () -> Load.echo(50, 1, 64)),

	/** Messages at a constant rate, with ample spare capacity. */
	HALF_LOAD("50 % of its maximum", 0.5),

	/** Messages at a constant rate, with less spare capacity. */
	HIGH_LOAD("80 % of its maximum", 0.8),

	/** Many messages per socket read. */
	PIPELINED("64 B, 50 connections, 16 in flight", () -> Load.echo(50, 16, 64)),

	/** Messages that take several socket reads. */
	LARGE("4 KiB, 50 connections, 4 in flight", () -> Load.echo(50, 4, 4096)),

	/** Many connections, all of them busy. */
	MANY("64 B, 1000 connections, 1 in flight", () -> Load.echo(1000, 1, 64)),

	/** Short-lived connections. */
	CHURN("connect, 64 B, close, 50 at a time", () -> Load.churn(50, 64)),

	/** One client that waits for each reply. */
	LATENCY("64 B, 1 connection", () -> Load.ping(64), Figure.MEDIAN, Figure.SERVER_TIME),

	/** Cost of TLS 1.3 per message. */
	TLS_ECHO("TLS, 64 B, 50 connections, 1 in flight", () -> Load.tlsEcho(50, 1, 64)),

	/** Cost of TLS 1.3 per connection, without session resumption. */
	TLS_CHURN("TLS, connect, 64 B, close, 50 at a time", () -> Load.tlsChurn(50, 64));

	private static final int CONNECTIONS = 50;

	private static final int SIZE = 64;

	private final String title;

	private final @Nullable Supplier<Load> load;

	private final double share;

	private final List<Column> columns;

	Scenario(String title, Supplier<Load> load) {
		this(title, load, 0, Figure.RATE);
	}

	Scenario(String title, Supplier<Load> load, Figure... figures) {
		this(title, load, 0, figures);
	}

	Scenario(String title, double share) {
		this(title, null, share, Figure.P50, Figure.P99, Figure.P999);
	}

	Scenario(String title, @Nullable Supplier<Load> load, double share, Figure... figures) {
		this.title = title;
		this.load = load;
		this.share = share;
		this.columns = Arrays.stream(figures).map((figure) -> new Column(this, figure)).toList();
	}

	/**
	 * Returns whether the load is open-loop: messages are sent at a constant rate, a
	 * share of that of {@link #ECHO}.
	 */
	boolean isOpen() {
		return this.load == null;
	}

	/**
	 * Returns whether clients connect to the TLS port, which only some servers have.
	 */
	boolean usesTls() {
		return this == TLS_ECHO || this == TLS_CHURN;
	}

	/**
	 * Returns the load of a scenario that is not {@linkplain #isOpen() open-loop}.
	 */
	Load load() {
		return Objects.requireNonNull(this.load).get();
	}

	/**
	 * Returns the load of an {@linkplain #isOpen() open-loop} scenario.
	 * @param maximum the messages per second of {@link #ECHO}
	 * @param spinning whether the load generator has a processor of its own
	 */
	Load load(double maximum, boolean spinning) {
		return Load.open(CONNECTIONS, SIZE, this.share * maximum, spinning);
	}

	String title() {
		return this.title;
	}

	/**
	 * Returns the columns of its figures, all from the same runs.
	 */
	List<Column> columns() {
		return this.columns;
	}

}
