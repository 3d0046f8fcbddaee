package io.netpool.tcp.observe;

import org.jspecify.annotations.Nullable;

/**
 * The meters of an acceptor pool. All have the tag {@code pool}.
 */
enum TcpMeter {

	/**
	 * 1 while connections are accepted, and 0 while the pool is paused, draining or
	 * stopped.
	 */
	LISTENING("netpool.tcp.listening", null, "Whether connections are accepted: 1, or 0"),

	/**
	 * Connections that are open, those in a TLS handshake included.
	 */
	CONNECTIONS_ACTIVE("netpool.tcp.connections.active", null, "Connections that are open"),

	/**
	 * Connections that an acceptor took.
	 */
	CONNECTIONS_ACCEPTED("netpool.tcp.connections.accepted", null, "Connections that an acceptor took"),

	/**
	 * Connections that were closed before they were served, with the tag {@code reason}.
	 */
	CONNECTIONS_REFUSED("netpool.tcp.connections.refused", null,
			"Connections that were closed before they were served"),

	/**
	 * Connections that ended, with the tag {@code reason}.
	 */
	CONNECTIONS_CLOSED("netpool.tcp.connections.closed", null, "Connections that ended"),

	/**
	 * Connections that a stop closed before they had ended.
	 */
	CONNECTIONS_CUT("netpool.tcp.connections.cut", null, "Connections that a stop closed before they had ended"),

	/**
	 * Acceptors, with the tag {@code state}: {@code idle} or {@code busy}.
	 */
	ACCEPTORS("netpool.tcp.acceptors", "acceptors", "Acceptors of the pool"),

	/**
	 * How often accepting paused, because too many had connected.
	 */
	ACCEPTS_PAUSED("netpool.tcp.accepts.paused", null, "How often accepting paused because too many connected"),

	/**
	 * Messages, with the tag {@code direction}: {@code in} or {@code out}.
	 */
	MESSAGES("netpool.tcp.messages", "messages", "Messages received and sent"),

	/**
	 * Bytes without those of TLS, with the tag {@code direction}: {@code in} or
	 * {@code out}.
	 */
	BYTES("netpool.tcp.bytes", "bytes", "Bytes received and sent, without those of TLS"),

	/**
	 * What handlers took for messages, with the tag {@code outcome}: {@code success} or
	 * {@code failure}. It is a total, without a maximum or a histogram: a clock reading
	 * for each message would cost more than a small handler does. Where the application
	 * wants a distribution, it pays for it, and has it.
	 */
	HANDLER("netpool.tcp.handler", null, "Messages handled, and how long their handlers had a thread"),

	/**
	 * Handlers that were in one message for longer than {@code handler.warn-after}.
	 */
	HANDLER_HELD("netpool.tcp.handler.held", null, "Handlers that were in one message for longer than warn-after"),

	/**
	 * How often an I/O thread was blocked for longer than {@code io.warn-after}.
	 */
	IO_BLOCKED("netpool.tcp.io.blocked", null, "How often an I/O thread was blocked for longer than warn-after"),

	/**
	 * Messages that wait on lanes, or are being handled.
	 */
	LANE_PENDING("netpool.tcp.lane.pending", null, "Messages that wait for their handler, or are being handled"),

	/**
	 * Bytes that wait until clients have read what was sent before.
	 */
	OUTBOUND_PENDING("netpool.tcp.outbound.pending", null, "Bytes that wait for clients to read"),

	/**
	 * What TLS handshakes took, with the tag {@code outcome}. It is a total, as that of
	 * handlers is.
	 */
	TLS_HANDSHAKES("netpool.tcp.tls.handshakes", null, "TLS handshakes that ended, and how long they took"),

	/**
	 * Certificates that were replaced while the pool served, or could not be, with the
	 * tag {@code outcome}: {@code success} or {@code failure}.
	 */
	TLS_RELOADS("netpool.tcp.tls.reloads", null,
			"Certificates that were replaced while the pool served, or could not be"),

	/**
	 * How often reading paused, because a lane was full or messages came too fast.
	 */
	READS_PAUSED("netpool.tcp.reads.paused", null,
			"How often reading paused because a lane was full or messages came too fast");

	private final String meterName;

	private final @Nullable String unit;

	private final String description;

	TcpMeter(String meterName, @Nullable String unit, String description) {
		this.meterName = meterName;
		this.unit = unit;
		this.description = description;
	}

	String meterName() {
		return this.meterName;
	}

	/**
	 * The unit, where the name ends with it. Prometheus' names end with the unit of a
	 * meter, so any other would show up as
	 * {@code netpool_tcp_connections_active_connections}.
	 */
	@Nullable String unit() {
		return this.unit;
	}

	String description() {
		return this.description;
	}

}
