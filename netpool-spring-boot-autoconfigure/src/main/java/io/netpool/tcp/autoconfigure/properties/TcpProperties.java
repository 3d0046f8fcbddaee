package io.netpool.tcp.autoconfigure.properties;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.framing.LineTerminator;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application sets for an acceptor pool: under {@code netpool.tcp}, and under
 * {@code netpool.tcp.pools.<name>} for each further pool, which inherits what it does not
 * set.
 *
 * @param address network address to listen on, every address of the machine if not set
 * @param port port to listen on, 0 for any free one
 * @param acceptors number of acceptors: connections served at the same time
 * @param overflow what happens to a connection that finds no idle acceptor
 * @param increaseBy number of acceptors that overflow 'increase' starts at a time
 * @param maxAcceptors most acceptors that overflow 'increase' may start in all, 65536 if
 * not set
 * @param refusal text that a refused client is sent before its connection is closed, as
 * it stands; not sent with TLS
 * @param shutdownMessage message that clients are sent when the application stops
 * gracefully, before their connections are closed; framed as every message
 * @param backlog number of connections that may wait in the kernel to be accepted
 * @param charset charset of text messages
 * @param halfClose whether a connection stays open after its client has ended its stream,
 * instead of closing after the last reply
 * @param io the I/O threads
 * @param framing how messages lie in the stream
 * @param routing how the handler of a message is found
 * @param handler how messages are handled
 * @param outbound what waits for a slow client
 * @param limits who may connect, and how often
 * @param proxyProtocol the proxies in front of the pool
 * @param timeout how long clients are waited for
 * @param socket socket options
 * @param ssl TLS
 * @param connectionEvents whether an application event is published when a connection
 * begins, and one when it has ended
 * @param observation observations of connections and messages
 * @param wiretap whether everything that is received and sent is logged, secrets
 * included, as hexadecimal dumps
 */
@ConfigurationProperties("netpool.tcp")
public record TcpProperties(@Nullable InetAddress address, @DefaultValue("9000") int port,
		@DefaultValue("1024") int acceptors, @DefaultValue("refuse") Overflow overflow,
		@DefaultValue("50") int increaseBy, @Nullable Integer maxAcceptors, @Nullable String refusal,
		@Nullable String shutdownMessage, @DefaultValue("1024") int backlog, @DefaultValue("UTF-8") Charset charset,
		@DefaultValue("false") boolean halfClose, @DefaultValue Io io, @DefaultValue Framing framing,
		@DefaultValue Routing routing, @DefaultValue Handler handler, @DefaultValue Outbound outbound,
		@DefaultValue Limits limits, @DefaultValue ProxyProtocol proxyProtocol, @DefaultValue Timeout timeout,
		@DefaultValue Socket socket, @DefaultValue Ssl ssl, @DefaultValue("false") boolean connectionEvents,
		@DefaultValue Observation observation, @DefaultValue("false") boolean wiretap) {

	/**
	 * The I/O threads.
	 *
	 * @param transport how to reach the operating system's sockets
	 * @param threads number of I/O threads, one per processor if not set
	 * @param warnAfter how long an I/O thread may be blocked before the log names it and
	 * where it is; never if 0
	 */
	public record Io(@DefaultValue("auto") Transport transport, @Nullable Integer threads,
			@DefaultValue("2s") Duration warnAfter) {

	}

	/**
	 * How messages lie in the stream.
	 *
	 * @param mode 'raw' (what arrives is a message), 'line', 'delimiter', 'length-field',
	 * 'fixed-length', 'start-end', 'octet-counting', or the name of a TcpFraming bean
	 * @param maxLength longest message that is accepted; a longer one closes its
	 * connection. With mode 'raw', more is cut into several messages
	 * @param terminator what ends a line. 'auto' reads LF and CR LF, and writes what was
	 * read last
	 * @param delimiter what ends a message, in mode 'delimiter': one or several, with
	 * escapes such as \n or \x03
	 * @param keepDelimiter whether the delimiter is a part of the message
	 * @param length length of every message in bytes, in mode 'fixed-length'
	 * @param lengthField the field that holds a message's length, in mode 'length-field'
	 * @param start what begins a message, in mode 'start-end', with escapes
	 * @param end what ends a message, in mode 'start-end', with escapes
	 */
	public record Framing(@DefaultValue("raw") String mode, @DefaultValue("64KB") DataSize maxLength,
			@DefaultValue("auto") LineTerminator terminator, @Nullable List<String> delimiter,
			@DefaultValue("false") boolean keepDelimiter, @Nullable Integer length,
			@DefaultValue LengthPrefix lengthField, @Nullable String start, @Nullable String end) {

	}

	/**
	 * The field that holds a message's length.
	 *
	 * @param offset number of bytes before the field
	 * @param size number of bytes of the field: 1, 2, 3, 4 or 8
	 * @param adjustment number that is added to the field's value to get the number of
	 * bytes behind the field
	 * @param strip whether the message is without the field and what stands before it
	 * @param byteOrder order of the field's bytes
	 * @param includesItself whether the field counts its own bytes
	 * @param varint whether the field is a variable-length integer, as Protocol Buffers
	 * and MQTT write it, in place of one of 'size' bytes
	 */
	public record LengthPrefix(@DefaultValue("0") int offset, @DefaultValue("4") int size,
			@DefaultValue("0") int adjustment, @DefaultValue("true") boolean strip,
			@DefaultValue("big-endian") Endianness byteOrder, @DefaultValue("false") boolean includesItself,
			@DefaultValue("false") boolean varint) {

	}

	/**
	 * How the handler of a message is found.
	 *
	 * @param by where a message's route is: 'first-word', 'json-property', or the name of
	 * a TcpRouteResolver bean. If not set, the only bean of this type, or else the first
	 * word
	 * @param caseSensitive whether routes that differ in case only are different routes
	 * @param property property that has the route, for 'json-property'
	 */
	public record Routing(@Nullable String by, @DefaultValue("true") boolean caseSensitive,
			@DefaultValue("type") String property) {

	}

	/**
	 * How messages are handled.
	 *
	 * @param execution which threads run handlers. 'auto' is virtual threads where
	 * 'spring.threads.virtual.enabled' is set on Java 21 or later, else platform threads
	 * @param threads most platform threads that run handlers
	 * @param queue number of messages of one connection that may wait; reading from it
	 * pauses when they do
	 * @param closeOnError whether a connection is closed when handling one of its
	 * messages fails and no exception handler takes care of it
	 * @param warnAfter how long a handler may be in one message before the log names it
	 * and where it is; never if 0
	 * @param loggingContext whether log lines of handlers have the connection's id and
	 * pool in SLF4J's MDC, as 'netpool.connection' and 'netpool.pool'
	 */
	public record Handler(@DefaultValue("auto") HandlerExecution execution, @DefaultValue("200") int threads,
			@DefaultValue("128") int queue, @DefaultValue("false") boolean closeOnError,
			@DefaultValue("10s") Duration warnAfter, @DefaultValue("false") boolean loggingContext) {

	}

	/**
	 * What waits for a client that reads slowly.
	 *
	 * @param maxPending bytes that may wait to be sent on one connection
	 * @param overflow what happens to a message that exceeds them
	 */
	public record Outbound(@DefaultValue("1MB") DataSize maxPending, @DefaultValue("wait") OutboundOverflow overflow) {

	}

	/**
	 * Who may connect, and how often.
	 *
	 * @param connectionsPerAddress most connections of one IPv4 address, or of one IPv6
	 * network of 64 bits; without limit if not set
	 * @param allow addresses that may connect, all if not set: IPv4 or IPv6, each alone
	 * or as a range such as 10.0.0.0/8
	 * @param deny addresses that may not connect, even if they are in 'allow'
	 * @param acceptsPerSecond most connections that are accepted in a second, more wait
	 * in the kernel's backlog; without limit if not set
	 * @param messagesPerSecond most messages of one connection in a second; without limit
	 * if not set
	 * @param messagesOverflow what happens to a connection on which more messages come
	 */
	public record Limits(@Nullable Integer connectionsPerAddress, @Nullable List<String> allow,
			@Nullable List<String> deny, @Nullable Integer acceptsPerSecond, @Nullable Integer messagesPerSecond,
			@DefaultValue("pause") MessagesOverflow messagesOverflow) {

	}

	/**
	 * The proxies in front of a pool, which tell who their clients are by the PROXY
	 * protocol of HAProxy, version 1 or 2.
	 *
	 * @param mode whether connections begin with a PROXY header, before TLS
	 * @param trusted addresses of the proxies, whose headers are believed: IPv4 or IPv6,
	 * each alone or as a range such as 10.0.0.0/8
	 * @param timeout how long a header is waited for. Where it is optional, none has come
	 * then
	 */
	public record ProxyProtocol(@DefaultValue("off") ProxyMode mode, @Nullable List<String> trusted,
			@DefaultValue("5s") Duration timeout) {

	}

	/**
	 * How long clients are waited for; 0 is for ever.
	 *
	 * @param idle how long nothing may be received or sent before a connection is closed;
	 * for ever if not set
	 * @param firstMessage how long after it was established a connection is closed unless
	 * its first message has come; never if not set
	 * @param frame how long a client may take from the first byte of a frame to the last;
	 * for ever if not set
	 * @param write how long a client may read nothing of what waits for it
	 */
	public record Timeout(@Nullable Duration idle, @Nullable Duration firstMessage, @Nullable Duration frame,
			@DefaultValue("60s") Duration write) {

	}

	/**
	 * Observations of connections and messages.
	 *
	 * @param enabled Whether connections and messages are observed. When not set, they
	 * are where Micrometer Tracing has a tracer.
	 */
	public record Observation(@Nullable Boolean enabled) {

	}

	/**
	 * Socket options.
	 *
	 * @param noDelay whether small packets are sent at once (TCP_NODELAY)
	 * @param keepAlive whether the kernel probes idle connections (SO_KEEPALIVE)
	 */
	public record Socket(@DefaultValue("true") boolean noDelay, @DefaultValue("false") boolean keepAlive) {

	}

	/**
	 * TLS. It is on when a certificate and its key are set, or an SSL bundle.
	 *
	 * @param pem certificate chain in PEM format: a file, a 'classpath:' location, or the
	 * PEM text itself
	 * @param key private key of the certificate in PEM format (PKCS#8, PKCS#1 or EC): a
	 * file, a 'classpath:' location, or the PEM text itself
	 * @param keyPassword password of an encrypted private key
	 * @param trust certificates in PEM format of those who issue clients' certificates: a
	 * file, a 'classpath:' location, or the PEM text itself
	 * @param clientAuth whether clients have to show a certificate
	 * @param bundle name of an SSL bundle, in place of a certificate and key
	 * @param serverNames SSL bundles by the name that a client gives the server (SNI), a
	 * host name or one such as '[*.example.org]'; others get the certificate of the pool
	 * @param applicationProtocols protocols that clients may choose among (ALPN), the
	 * first one preferred
	 * @param reloadInterval how often the files of certificate, key and trusted
	 * certificates are looked at; when they have changed, the next connection gets what
	 * is new. Never if 0
	 * @param startTls whether connections begin in the clear, and TLS starts when their
	 * handlers call TcpConnection.startTls
	 * @param handshakeTimeout how long a TLS handshake may take
	 */
	public record Ssl(@Nullable String pem, @Nullable String key, @Nullable String keyPassword, @Nullable String trust,
			@DefaultValue("none") ClientAuthentication clientAuth, @Nullable String bundle,
			@Nullable Map<String, String> serverNames, @Nullable List<String> applicationProtocols,
			@DefaultValue("10s") Duration reloadInterval, @DefaultValue("false") boolean startTls,
			@DefaultValue("10s") Duration handshakeTimeout) {

	}

}
