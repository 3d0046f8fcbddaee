package io.netpool.tcp.server;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.framing.NettyFraming;
import io.netpool.tcp.server.outbound.OutboundQueue;
import org.jspecify.annotations.Nullable;

/**
 * Changes how a connection speaks while it is open: its framing, and STARTTLS. Used on
 * the connection's lane.
 */
final class ConnectionUpgrades {

	private final ServedConnection connection;

	private final PoolContext pool;

	/**
	 * The framing of what is sent after the reply to the message being handled.
	 */
	private @Nullable TcpFraming nextFraming;

	ConnectionUpgrades(ServedConnection connection, PoolContext pool) {
		this.connection = connection;
		this.pool = pool;
	}

	/**
	 * Changes the framing, as {@link TcpConnection#changeFraming} says.
	 */
	void changeFraming(TcpFraming framing) {
		int queue = this.pool.settings().lanes().queue();
		if (queue != 1) {
			throw new IllegalStateException(
					"The framing of a connection of pool '" + this.pool.name() + "' cannot change: handler.queue is "
							+ queue + ", so that frames are decoded in advance. Set it to 1");
		}
		if (this.pool.framing() instanceof NettyFraming) {
			throw new IllegalStateException("The framing of a connection of pool '" + this.pool.name()
					+ "' cannot change: it consists of Netty's codecs");
		}
		if (!this.connection.lane().isCurrent()) {
			throw new IllegalStateException("The framing of a connection can only be changed by its handler");
		}
		TcpFraming changed = framing.forConnection();
		// the event loop decodes nothing before the lane has room for a message again
		this.connection.handler().reader().changeFraming(changed);
		this.nextFraming = changed;
	}

	/**
	 * Called after a message was handled.
	 */
	void messageHandled() {
		TcpFraming changed = this.nextFraming;
		if (changed != null) {
			this.nextFraming = null;
			this.connection.outbound().change(new OutboundQueue.FramingChange(changed));
		}
	}

	/**
	 * Starts TLS, as {@link TcpConnection#startTls} says.
	 */
	void startTls(Object reply) {
		if (this.pool.settings().tls() == null) {
			throw tlsCannotStart("ssl.start-tls and a certificate are not set");
		}
		if (this.pool.framing() instanceof NettyFraming) {
			throw tlsCannotStart("Netty's codecs may have kept bytes that were received in the clear");
		}
		if (!this.connection.lane().isCurrent()) {
			throw tlsCannotStart("it can only be started by the connection's handler");
		}
		if (this.connection.tlsSession() != null || this.connection.lane().awaitsTls()) {
			throw tlsCannotStart("it has already started");
		}
		byte[] payload = this.pool.encode(this.connection, reply);
		this.connection.lane().awaitTls();
		this.connection.outbound().startTls(payload);
	}

	private IllegalStateException tlsCannotStart(String why) {
		return new IllegalStateException("TLS cannot start on " + this.connection.label() + ": " + why);
	}

}
