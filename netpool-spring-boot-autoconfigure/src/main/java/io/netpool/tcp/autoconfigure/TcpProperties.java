package io.netpool.tcp.autoconfigure;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;

import io.netpool.tcp.server.OutboundOverflow;
import io.netpool.tcp.server.Overflow;
import io.netpool.tcp.server.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application sets under {@code netpool.tcp}.
 *
 * @param enabled whether netpool starts at all
 * @param address network address to listen on, every address of the machine if not set
 * @param port port to listen on, 0 for any free one
 * @param acceptors number of acceptors: connections served at the same time
 * @param overflow what happens to a connection that finds no idle acceptor
 * @param increaseBy number of acceptors that overflow 'increase' starts at a time
 * @param maxAcceptors most acceptors that overflow 'increase' may start in all, 65536 if
 * not set
 * @param refusal text that a refused client is sent before its connection is closed, as
 * it stands; not sent with TLS
 * @param backlog number of connections that may wait in the kernel to be accepted
 * @param shutdown how connections end when the application stops
 * @param charset charset of text messages
 * @param halfClose whether a connection stays open after its client has ended its stream,
 * instead of closing after the last reply
 * @param io the I/O threads
 * @param framing how messages lie in the stream
 * @param handler how messages are handled
 * @param outbound what waits for a slow client
 * @param socket socket options
 * @param ssl TLS
 */
@ConfigurationProperties("netpool.tcp")
record TcpProperties(@DefaultValue("true") boolean enabled, @Nullable InetAddress address,
		@DefaultValue("9000") int port, @DefaultValue("1024") int acceptors, @DefaultValue("refuse") Overflow overflow,
		@DefaultValue("50") int increaseBy, @Nullable Integer maxAcceptors, @Nullable String refusal,
		@DefaultValue("1024") int backlog, @DefaultValue("graceful") ShutdownMode shutdown,
		@DefaultValue("UTF-8") Charset charset, @DefaultValue("false") boolean halfClose, @DefaultValue Io io,
		@DefaultValue Framing framing, @DefaultValue Handler handler, @DefaultValue Outbound outbound,
		@DefaultValue Socket socket, @DefaultValue Ssl ssl) {

	/**
	 * The I/O threads.
	 *
	 * @param transport how to reach the operating system's sockets
	 * @param threads number of I/O threads, one per processor if not set
	 */
	record Io(@DefaultValue("auto") Transport transport, @Nullable Integer threads) {

	}

	/**
	 * How messages lie in the stream.
	 *
	 * @param mode 'raw' (what arrives is a message) or 'line'
	 * @param maxLength longest message that is accepted; a longer one closes its
	 * connection. With mode 'raw', more is cut into several messages
	 */
	record Framing(@DefaultValue("raw") String mode, @DefaultValue("64KB") DataSize maxLength) {

	}

	/**
	 * How messages are handled.
	 *
	 * @param execution which threads run handlers. 'auto' is virtual threads where
	 * 'spring.threads.virtual.enabled' is set on Java 21 or later, else platform threads
	 * @param threads most platform threads that run handlers
	 * @param queue number of messages of one connection that may wait; reading from it
	 * pauses when they do
	 */
	record Handler(@DefaultValue("auto") HandlerExecution execution, @DefaultValue("200") int threads,
			@DefaultValue("128") int queue) {

	}

	/**
	 * What waits for a client that reads slowly.
	 *
	 * @param maxPending bytes that may wait to be sent on one connection
	 * @param overflow what happens to a message that exceeds them
	 */
	record Outbound(@DefaultValue("1MB") DataSize maxPending, @DefaultValue("wait") OutboundOverflow overflow) {

	}

	/**
	 * Socket options.
	 *
	 * @param noDelay whether small packets are sent at once (TCP_NODELAY)
	 * @param keepAlive whether the kernel probes idle connections (SO_KEEPALIVE)
	 */
	record Socket(@DefaultValue("true") boolean noDelay, @DefaultValue("false") boolean keepAlive) {

	}

	/**
	 * TLS. It is on when a certificate and its key are set.
	 *
	 * @param pem certificate chain in PEM format: a file, a 'classpath:' location, or the
	 * PEM text itself
	 * @param key private key of the certificate in PEM format (PKCS#8, PKCS#1 or EC): a
	 * file, a 'classpath:' location, or the PEM text itself
	 * @param keyPassword password of an encrypted private key
	 * @param handshakeTimeout how long a TLS handshake may take
	 */
	record Ssl(@Nullable String pem, @Nullable String key, @Nullable String keyPassword,
			@DefaultValue("10s") Duration handshakeTimeout) {

	}

}
