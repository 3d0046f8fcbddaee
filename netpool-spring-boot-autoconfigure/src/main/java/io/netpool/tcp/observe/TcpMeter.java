package io.netpool.tcp.observe;

/**
 * The meters of an acceptor pool. All have the tag {@code pool}.
 */
enum TcpMeter {

	/**
	 * Connections that are open, those in a TLS handshake included.
	 */
	CONNECTIONS_ACTIVE("netpool.tcp.connections.active", "connections", "Connections that are open"),

	/**
	 * Connections that an acceptor took.
	 */
	CONNECTIONS_ACCEPTED("netpool.tcp.connections.accepted", "connections", "Connections that an acceptor took"),

	/**
	 * Connections that found no idle acceptor and were closed.
	 */
	CONNECTIONS_REFUSED("netpool.tcp.connections.refused", "connections",
			"Connections that found no idle acceptor and were closed"),

	/**
	 * Connections that ended, with the tag {@code reason}.
	 */
	CONNECTIONS_CLOSED("netpool.tcp.connections.closed", "connections", "Connections that ended"),

	/**
	 * Acceptors, with the tag {@code state}: {@code idle} or {@code busy}.
	 */
	ACCEPTORS("netpool.tcp.acceptors", "acceptors", "Acceptors of the pool"),

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
	 * How often reading paused, because a lane was full.
	 */
	READS_PAUSED("netpool.tcp.reads.paused", "pauses", "How often reading paused because a lane was full");

	private final String meterName;

	private final String unit;

	private final String description;

	TcpMeter(String meterName, String unit, String description) {
		this.meterName = meterName;
		this.unit = unit;
		this.description = description;
	}

	String meterName() {
		return this.meterName;
	}

	String unit() {
		return this.unit;
	}

	String description() {
		return this.description;
	}

}
