package io.netpool.tcp.observe;

import java.util.Locale;
import java.util.stream.Stream;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters of an acceptor pool. The description of each is the one that registries
 * publish.
 */
enum TcpMeter implements MeterDocumentation {

	LISTENING("netpool.tcp.listening", Meter.Type.GAUGE,
			"1 while the pool accepts connections, 0 while it is paused, drains or has stopped"),

	ACCEPTORS("netpool.tcp.acceptors", Meter.Type.GAUGE, "Acceptors, idle or busy with a connection", Key.STATE),

	CONNECTIONS_ACTIVE("netpool.tcp.connections.active", Meter.Type.GAUGE,
			"Open connections, including those in a TLS handshake"),

	CONNECTIONS_ACCEPTED("netpool.tcp.connections.accepted", Meter.Type.COUNTER,
			"Connections that were assigned an acceptor"),

	CONNECTIONS_REFUSED("netpool.tcp.connections.refused", Meter.Type.COUNTER,
			"Connections closed before an acceptor served them", Key.REASON),

	CONNECTIONS_CLOSED("netpool.tcp.connections.closed", Meter.Type.COUNTER, "Closed connections", Key.REASON),

	CONNECTIONS_FORCIBLY_CLOSED("netpool.tcp.connections.closed.forcibly", Meter.Type.COUNTER,
			"Connections closed when the pool was stopped, before they had drained"),

	ACCEPTS_PAUSED("netpool.tcp.accepts.paused", Meter.Type.COUNTER,
			"Pauses of accepting because of limits.accepts-per-second"),

	MESSAGES("netpool.tcp.messages", Meter.Type.COUNTER, "Received and sent messages", Key.DIRECTION),

	FRAMES_DROPPED("netpool.tcp.frames.dropped", Meter.Type.COUNTER,
			"Frames dropped because their escapes or checksum were invalid"),

	BYTES("netpool.tcp.bytes", Meter.Type.COUNTER, "Received and sent bytes, without the overhead of TLS",
			Key.DIRECTION),

	/**
	 * Count and total only: to time each message, the clock would be read twice, which
	 * costs more than a small handler.
	 */
	HANDLER("netpool.tcp.handler", Meter.Type.TIMER,
			"Handled messages and the time in which handlers occupied a thread", Key.OUTCOME),

	HANDLER_QUEUE("netpool.tcp.handler.queue", Meter.Type.GAUGE, "Messages waiting for their handler or being handled"),

	HANDLER_BLOCKED("netpool.tcp.handler.blocked", Meter.Type.COUNTER,
			"Messages whose handler ran for longer than handler.warn-after"),

	READS_PAUSED("netpool.tcp.reads.paused", Meter.Type.COUNTER,
			"Pauses of reading because of a full queue, limits.max-buffered or limits.messages-per-second"),

	OUTBOUND_PENDING("netpool.tcp.outbound.pending", Meter.Type.GAUGE,
			"Bytes pending until clients read, 64 bytes of overhead per message included"),

	IO_BLOCKED("netpool.tcp.io.blocked", Meter.Type.COUNTER,
			"Blockages of an I/O thread for longer than io.warn-after"),

	EXCHANGES("netpool.tcp.exchanges", Meter.Type.TIMER, "Exchanges that ended and their duration", Key.OUTCOME),

	EXCHANGES_OPEN("netpool.tcp.exchanges.open", Meter.Type.GAUGE, "Exchanges that wait for their answer"),

	EXCHANGES_LATE("netpool.tcp.exchanges.late", Meter.Type.COUNTER,
			"Late answers that were dropped because of exchange.late-answers"),

	TLS_HANDSHAKES("netpool.tcp.tls.handshakes", Meter.Type.TIMER, "TLS handshakes and their duration", Key.OUTCOME),

	TLS_HANDSHAKES_ACTIVE("netpool.tcp.tls.handshakes.active", Meter.Type.GAUGE, "TLS handshakes in progress"),

	TLS_HANDSHAKES_WAITING("netpool.tcp.tls.handshakes.waiting", Meter.Type.GAUGE,
			"TLS handshakes in progress that wait until their I/O thread has time for them"),

	TLS_RELOADS("netpool.tcp.tls.reloads", Meter.Type.COUNTER, "Reloads of the certificate", Key.OUTCOME);

	private final String meterName;

	private final Meter.Type type;

	private final String description;

	private final KeyName[] keys;

	TcpMeter(String meterName, Meter.Type type, String description, Key... keys) {
		this.meterName = meterName;
		this.type = type;
		this.description = description;
		this.keys = Stream.concat(Stream.of(Key.POOL), Stream.of(keys)).toArray(KeyName[]::new);
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/**
	 * Prometheus appends the unit to the name, unless the name ends with it: a gauge of
	 * connections would become {@code netpool_tcp_connections_active_connections}.
	 */
	@Override
	public @Nullable String getBaseUnit() {
		return switch (this) {
			case ACCEPTORS, MESSAGES, BYTES -> name().toLowerCase(Locale.ROOT);
			default -> null;
		};
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	String description() {
		return this.description;
	}

	/**
	 * The keys of tags. Clients' addresses are none of them: every value is a time series
	 * of its own.
	 */
	enum Key implements KeyName {

		/**
		 * Name of the pool.
		 */
		POOL,

		/**
		 * State of acceptors: {@code idle} or {@code busy}.
		 */
		STATE,

		/**
		 * Close reason.
		 */
		REASON,

		/**
		 * {@code in} or {@code out}.
		 */
		DIRECTION,

		/**
		 * {@code success} or {@code failure}; of TLS handshakes and exchanges, the kind
		 * of failure.
		 */
		OUTCOME;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
