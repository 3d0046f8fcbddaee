package io.netpool.tcp.server.settings;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.function.Function;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an acceptor pool.
 *
 * @param name the pool's name
 * @param address the address to bind to; port 0 is any free port
 * @param backlog the maximum number of connections that wait in the kernel to be accepted
 * @param acceptors the acceptors and their overflow
 * @param transport the transport
 * @param ioThreads the number of I/O threads, at least 1
 * @param framing creates the framing, for endpoints that receive text or bytes
 * @param framingName the name of the framing, for log messages
 * @param charset the charset of text messages
 * @param lanes how messages are queued and handled
 * @param outbound the limit of pending bytes
 * @param exchanges the exchanges of commands and answers
 * @param socket the socket options
 * @param limits the address and rate limits
 * @param proxy the PROXY protocol
 * @param timeouts the client timeouts
 * @param heartbeat the heartbeats, {@code null} for none
 * @param watch the detection of blocked threads
 * @param tls TLS, {@code null} for plain TCP
 * @param shutdownMessage the message sent to clients in a drain, {@code null} for none
 * @param wiretap whether everything received and sent is logged
 * @since 0.1.0
 */
public record PoolSettings(String name, InetSocketAddress address, int backlog, AcceptorSettings acceptors,
		Transport transport, int ioThreads, Function<MessageType, TcpFraming> framing, String framingName,
		Charset charset, LaneSettings lanes, OutboundSettings outbound, ExchangeSettings exchanges,
		SocketSettings socket, LimitSettings limits, ProxySettings proxy, TimeoutSettings timeouts,
		@Nullable HeartbeatSettings heartbeat, WatchSettings watch, @Nullable TlsSettings tls,
		byte @Nullable [] shutdownMessage, boolean wiretap) {

	/**
	 * Returns the settings of connections of another protocol on this pool's port.
	 * @param name the name of its pool
	 * @param framing creates its framing
	 * @param charset its charset
	 * @param exchanges its exchanges
	 * @return the settings, which are otherwise the same
	 */
	public PoolSettings ofProtocol(String name, Function<MessageType, TcpFraming> framing, Charset charset,
			ExchangeSettings exchanges) {
		return new PoolSettings(name, this.address, this.backlog, this.acceptors, this.transport, this.ioThreads,
				framing, this.framingName, charset, this.lanes, this.outbound, exchanges, this.socket, this.limits,
				this.proxy, this.timeouts, this.heartbeat, this.watch, this.tls, this.shutdownMessage, this.wiretap);
	}

	/**
	 * Returns the TLS that connections begin with, {@code null} if they begin in the
	 * clear.
	 */
	public @Nullable TlsSettings tlsAtOnce() {
		return (this.tls != null && !this.tls.startsLater()) ? this.tls : null;
	}

}
