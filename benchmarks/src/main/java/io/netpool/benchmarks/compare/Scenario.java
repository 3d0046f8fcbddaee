package io.netpool.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.netpool.benchmarks.compare.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * What the servers are compared in.
 */
enum Scenario {

	/** Few messages at a time: what each of them costs. */
	ECHO("64 B, 50 connections, 1 in flight", () -> Load.echo(50, 1, 64)),

	/** Messages that are sent when it is time, with room to spare. */
	HALF_LOAD("50 % of its maximum", 0.5),

	/** The same with less room. */
	HIGH_LOAD("80 % of its maximum", 0.8),

	/** Many messages in one read. */
	PIPELINED("64 B, 50 connections, 16 in flight", () -> Load.echo(50, 16, 64)),

	/** Messages of several reads. */
	LARGE("4 KiB, 50 connections, 4 in flight", () -> Load.echo(50, 4, 4096)),

	/** Many connections that are all busy. */
	MANY("64 B, 1000 connections, 1 in flight", () -> Load.echo(1000, 1, 64)),

	/** Connections that come and go. */
	CHURN("connect, 64 B, close, 50 at a time", () -> Load.churn(50, 64)),

	/** A single client that waits. */
	LATENCY("64 B, 1 connection", () -> Load.ping(64), Figure.MEDIAN, Figure.SERVER_TIME),

	/** What TLS 1.3 costs a message. */
	TLS_ECHO("TLS, 64 B, 50 connections, 1 in flight", () -> Load.tlsEcho(50, 1, 64)),

	/** What TLS 1.3 costs a connection, which resumes no session. */
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
	 * Whether messages are sent at a constant rate, which is a part of that of
	 * {@link #ECHO}.
	 */
	boolean isOpen() {
		return this.load == null;
	}

	/**
	 * Whether it is for servers that serve TLS on another port.
	 */
	boolean usesTls() {
		return this == TLS_ECHO || this == TLS_CHURN;
	}

	/**
	 * The load of one that is not {@linkplain #isOpen() open}.
	 */
	Load load() {
		return Objects.requireNonNull(this.load).get();
	}

	/**
	 * The load of one that is {@linkplain #isOpen() open}.
	 * @param maximum the rate of {@link #ECHO}
	 * @param spinning whether the load generator has a processor of its own
	 */
	Load load(double maximum, boolean spinning) {
		return Load.open(CONNECTIONS, SIZE, this.share * maximum, spinning);
	}

	String title() {
		return this.title;
	}

	/**
	 * Its figures, which come from the same runs.
	 */
	List<Column> columns() {
		return this.columns;
	}

}
