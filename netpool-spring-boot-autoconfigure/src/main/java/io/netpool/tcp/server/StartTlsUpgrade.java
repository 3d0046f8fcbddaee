package io.netpool.tcp.server;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.framing.NettyFraming;

/**
 * STARTTLS on a connection that began in the clear. Used on the connection's lane.
 *
 * @param connection the connection
 */
record StartTlsUpgrade(ServedConnection connection) {

	/**
	 * Starts TLS, as {@link TcpConnection#startTls} says.
	 */
	void start(Object reply) {
		PoolContext pool = this.connection.context();
		if (pool.settings().tls() == null) {
			throw cannotStart("ssl.start-tls and a certificate are not set");
		}
		if (pool.framing() instanceof NettyFraming) {
			throw cannotStart("Netty's codecs may have kept bytes that were received in the clear");
		}
		if (!this.connection.lane().isCurrent()) {
			throw cannotStart("it can only be started by the connection's handler");
		}
		if (this.connection.tlsSession() != null || this.connection.lane().isDiscardingUntilTls()) {
			throw cannotStart("it has already started");
		}
		byte[] payload = pool.encode(reply);
		this.connection.lane().discardUntilTls();
		this.connection.outbound().startTls(payload);
	}

	private IllegalStateException cannotStart(String why) {
		return new IllegalStateException("TLS cannot start on " + this.connection.label() + ": " + why);
	}

}
