package io.netpool.tcp.server.settings;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.function.Function;

import io.netpool.tcp.TcpEndpoint.MessageType;
import io.netpool.tcp.TcpFraming;
import org.jspecify.annotations.Nullable;

/**
 * Everything an acceptor pool is told.
 *
 * @param name the pool's name
 * @param address where to listen; port 0 is any free one
 * @param backlog how many connections may wait in the kernel to be accepted
 * @param acceptors its capacity
 * @param transport how to reach the sockets
 * @param ioThreads how many I/O threads, at least 1
 * @param framing how messages lie in the stream, for endpoints that take text or bytes
 * @param charset the charset of text messages
 * @param lanes how messages are handled
 * @param outbound what waits for slow clients
 * @param socket options of its sockets
 * @param limits who may connect, and how often
 * @param proxy the proxies in front of it
 * @param timeouts its patience with clients
 * @param watch its patience with handlers and I/O threads
 * @param tls its TLS, or {@code null} for plain TCP
 * @param farewell what clients are sent when it drains, {@code null} for nothing
 * @param wiretap whether everything that is received and sent is logged
 * @since 0.1.0
 */
public record PoolSettings(String name, InetSocketAddress address, int backlog, AcceptorSettings acceptors,
		Transport transport, int ioThreads, Function<MessageType, TcpFraming> framing, Charset charset,
		LaneSettings lanes, OutboundSettings outbound, SocketSettings socket, LimitSettings limits, ProxySettings proxy,
		TimeoutSettings timeouts, WatchSettings watch, @Nullable TlsSettings tls, byte @Nullable [] farewell,
		boolean wiretap) {

	/**
	 * The TLS that connections begin with, {@code null} if they begin in the clear.
	 */
	public @Nullable TlsSettings tlsAtOnce() {
		return (this.tls != null && !this.tls.startsLater()) ? this.tls : null;
	}

}
