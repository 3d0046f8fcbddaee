package io.netpool.tcp.autoconfigure.properties;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.netpool.tcp.framing.ChecksumAlgorithm;
import io.netpool.tcp.framing.ChecksumScope;
import io.netpool.tcp.framing.LineTerminator;
import io.netpool.tcp.server.settings.LateAnswers;
import io.netpool.tcp.server.settings.MessagesOverflow;
import io.netpool.tcp.server.settings.OutboundOverflow;
import io.netpool.tcp.server.settings.Overflow;
import io.netpool.tcp.server.settings.ProxyMode;
import io.netpool.tcp.server.settings.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.Delimiter;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Settings of an acceptor pool: of the default pool under {@code netpool.tcp}, and of
 * each named pool under {@code netpool.tcp.pools.<name>}, which inherits from
 * {@code netpool.tcp} what it does not set.
 *
 * @param address Network address to which the pool should bind. If not set, it binds to
 * all local addresses.
 * @param port Port to which the pool should bind. 0 is any free port.
 * @param acceptors Maximum number of connections served at the same time.
 * @param overflow Strategy for a connection that finds no idle acceptor.
 * @param increaseBy Number of acceptors that overflow 'increase' adds at a time.
 * @param maxAcceptors Maximum number of acceptors that overflow 'increase' reaches. If
 * not set, it is 65536.
 * @param refusal Text sent, unframed, to a refused client before closing. Not sent if it
 * is empty, or if connections begin with TLS.
 * @param shutdownMessage Message sent to each client at a graceful shutdown, before its
 * connection is closed. Not sent if it is empty.
 * @param backlog Maximum number of connections that wait in the kernel to be accepted.
 * @param charset Charset of text messages.
 * @param halfClose Whether a connection stays open after the client has shut down its
 * output (half-close). If 'false', it is closed after the last reply.
 * @param io I/O threads.
 * @param framing Framing of messages.
 * @param detect Detection of a protocol on the port of the default pool.
 * @param routing Routing of messages to handlers.
 * @param handler Handlers of messages.
 * @param outbound Outbound messages.
 * @param exchange Exchanges of commands and answers.
 * @param limits Limits on clients.
 * @param proxyProtocol PROXY protocol.
 * @param timeout Timeouts of clients.
 * @param connection Maximum age of connections.
 * @param heartbeat Heartbeats.
 * @param authentication Login of clients.
 * @param socket Socket options.
 * @param ssl TLS.
 * @param connectionEvents Whether an application event is published for each connection
 * that is established and for each that is closed.
 * @param observation Observations of connections and messages.
 * @param wiretap Whether all bytes received and sent are logged as hexadecimal dumps, in
 * the clear. Not for production.
 */
@ConfigurationProperties(PropertyNames.ROOT)
public record PoolProperties(@Nullable InetAddress address, @DefaultValue("9000") int port,
		@DefaultValue("1024") int acceptors, @DefaultValue("refuse") Overflow overflow,
		@DefaultValue("50") int increaseBy, @Nullable Integer maxAcceptors, @Nullable String refusal,
		@Nullable String shutdownMessage, @DefaultValue("1024") int backlog, @DefaultValue("UTF-8") Charset charset,
		@DefaultValue("false") boolean halfClose, @DefaultValue Io io, @DefaultValue Framing framing,
		@DefaultValue Detect detect, @DefaultValue Routing routing, @DefaultValue Handler handler,
		@DefaultValue Outbound outbound, @DefaultValue Exchange exchange, @DefaultValue Limits limits,
		@DefaultValue ProxyProtocol proxyProtocol, @DefaultValue Timeout timeout, @DefaultValue Connection connection,
		@DefaultValue Heartbeat heartbeat, @DefaultValue Authentication authentication, @DefaultValue Socket socket,
		@DefaultValue Ssl ssl, @DefaultValue("false") boolean connectionEvents, @DefaultValue Observation observation,
		@DefaultValue("false") boolean wiretap) {

	/**
	 * I/O threads.
	 *
	 * @param transport Socket transport. 'auto' is epoll on Linux, kqueue on macOS, and
	 * NIO elsewhere.
	 * @param threads Number of I/O threads, from 1 to 1024. If not set, it is the number
	 * of processors.
	 * @param warnAfter Time after which a blocked I/O thread is logged with its stack
	 * trace. 0 disables it. If a unit is not specified, seconds will be used.
	 */
	public record Io(@DefaultValue("auto") Transport transport, @Nullable Integer threads,
			@DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) Duration warnAfter) {

	}

	/**
	 * Framing of messages.
	 *
	 * @param mode Framing mode: 'raw', 'line', 'delimiter', 'length-field',
	 * 'fixed-length', 'start-end', 'octet-counting', 'flag', 'slip', 'hdlc', 'jt808',
	 * 'modbus-rtu', or the name of a TcpFraming bean.
	 * @param maxLength Maximum length of a message, from 16 bytes to 512MB. A longer one
	 * closes its connection. In mode 'raw', longer input is split into several messages.
	 * @param terminator Terminator of a line, in mode 'line'. 'auto' reads LF and CR LF,
	 * 'any' reads CR as well, and both write the one that was read last.
	 * @param delimiter Delimiters that end a message, in mode 'delimiter'. Escapes such
	 * as \n and \x03 are supported. A single value is one delimiter, even if it contains
	 * commas.
	 * @param keepDelimiter Whether the delimiter is part of the message, in mode
	 * 'delimiter'.
	 * @param length Length of every message in bytes, in mode 'fixed-length'.
	 * @param lengthField Field that holds the length of a message, in mode
	 * 'length-field'.
	 * @param start Bytes that begin a message, in mode 'start-end', with escapes such as
	 * \x0B. In mode 'length-field', bytes before the header.
	 * @param end Bytes that end a message, in mode 'start-end', with escapes such as
	 * \x1C. In mode 'length-field', bytes after the message that its length does not
	 * count.
	 * @param flag Byte at both ends of a message, in mode 'flag'.
	 * @param escapes Escapes of bytes within messages: 'jt808', 'slip' or 'hdlc', or each
	 * byte with the two bytes that replace it, such as \x7E=\x7D\x02. If not set, they
	 * are those of modes 'jt808', 'slip' and 'hdlc'.
	 * @param checksum Checksum at the end of a message.
	 * @param invalidFrames Strategy for a message whose escapes or checksum are invalid.
	 * @param lastReply Message sent to a client whose bytes are not a message, or whose
	 * message is too long, before its connection is closed, with escapes such as \n.
	 * @param skip Bytes that are skipped between messages, in any order and number, with
	 * escapes such as \n. Modes 'start-end' and 'octet-counting' skip CR and LF in any
	 * case.
	 * @param unterminated Whether a last message without its terminator, delimiter or LF
	 * is handled when the client ends its stream, in modes 'line', 'delimiter' and
	 * 'octet-counting'. Otherwise it is discarded.
	 */
	public record Framing(@DefaultValue("raw") String mode, @DefaultValue("64KB") DataSize maxLength,
			@DefaultValue("auto") LineTerminator terminator,
			@Delimiter(Delimiter.NONE) @Nullable List<String> delimiter, @DefaultValue("false") boolean keepDelimiter,
			@Nullable Integer length, @DefaultValue LengthPrefix lengthField, @Nullable String start,
			@Nullable String end, @Nullable String flag, @Nullable List<String> escapes,
			@DefaultValue Checksum checksum, @DefaultValue("close") InvalidFrames invalidFrames,
			@Nullable String lastReply, @Nullable String skip, @DefaultValue("false") boolean unterminated) {

	}

	/**
	 * Checksum at the end of a message, which is verified and removed, and added to
	 * messages that are sent.
	 *
	 * @param algorithm Algorithm of the checksum. If not set, it is that of modes 'jt808'
	 * and 'hdlc', else there is no checksum.
	 * @param byteOrder Byte order of the checksum. If not set, it is little-endian for
	 * 'crc-16-modbus' and in mode 'hdlc', else big-endian.
	 * @param covers Part of a frame that the checksum covers. 'length' and 'frame'
	 * require mode 'length-field'.
	 */
	public record Checksum(@Nullable ChecksumAlgorithm algorithm, @Nullable Endianness byteOrder,
			@DefaultValue("payload") ChecksumScope covers) {

	}

	/**
	 * Field that holds the length of a message.
	 *
	 * @param offset Number of bytes before the length field.
	 * @param size Size of the length field in bytes: 1, 2, 3, 4 or 8. With 'decimal', its
	 * number of digits, from 1 to 10.
	 * @param adjustment Number added to the length to get the number of bytes after the
	 * length field.
	 * @param strip Whether the length field and the bytes before it are removed from the
	 * message.
	 * @param byteOrder Byte order of the length field.
	 * @param includesItself Whether the length counts the bytes of the length field.
	 * @param varint Whether the length is a variable-length integer, as in Protocol
	 * Buffers and MQTT, instead of one of 'size' bytes.
	 * @param maxSize Maximum size of a variable-length integer in bytes, from 1 to 5.
	 * @param decimal Whether the length is written in decimal digits of ASCII, such as
	 * 0042.
	 */
	public record LengthPrefix(@DefaultValue("0") int offset, @DefaultValue("4") int size,
			@DefaultValue("0") int adjustment, @DefaultValue("true") boolean strip,
			@DefaultValue("big-endian") Endianness byteOrder, @DefaultValue("false") boolean includesItself,
			@DefaultValue("false") boolean varint, @DefaultValue("5") int maxSize,
			@DefaultValue("false") boolean decimal) {

	}

	/**
	 * Detection of a protocol.
	 *
	 * @param start First bytes of the connections of a protocol, one of these, with
	 * escapes such as \x78\x78. A named pool that has this instead of a port serves the
	 * connections of the default pool that begin so.
	 */
	public record Detect(@Nullable List<String> start) {

	}

	/**
	 * Routing of messages to handlers.
	 *
	 * @param by Source of the route: 'first-word', 'json-property', 'bytes', or the name
	 * of a TcpRouteResolver bean. If not set, the TcpRouteResolver bean of the pool is
	 * used if there is exactly one, else the first word.
	 * @param caseSensitive Whether routes are case-sensitive.
	 * @param property Property that holds the route, for 'json-property'.
	 * @param offset Number of bytes before the route, for 'bytes'.
	 * @param length Number of bytes of the route, from 1 to 16, for 'bytes'.
	 */
	public record Routing(@Nullable String by, @DefaultValue("true") boolean caseSensitive,
			@DefaultValue("type") String property, @DefaultValue("0") int offset, @DefaultValue("1") int length) {

	}

	/**
	 * Handlers of messages.
	 *
	 * @param execution Threads that run handlers. 'auto' is virtual threads if
	 * 'spring.threads.virtual.enabled' is set on Java 21 or later, else platform threads.
	 * @param threads Maximum number of platform threads that run handlers.
	 * @param queue Maximum number of messages queued per connection. Reading from a
	 * connection pauses when this number, or 1 MB of messages, is reached, and resumes at
	 * half of it.
	 * @param replyTimeout Time in which an asynchronous reply must complete; otherwise
	 * its message fails. If not set, it is 30s. If set, it also limits the time between
	 * two replies of a stream. 0 disables it. If a unit is not specified, seconds will be
	 * used.
	 * @param closeOnError Whether a connection is closed when a message fails and no
	 * exception handler handles the exception.
	 * @param warnAfter Handler run time after which a warning with the handler's stack
	 * trace is logged. 0 disables it. If a unit is not specified, seconds will be used.
	 * @param loggingContext Whether the SLF4J MDC has the connection's id and pool while
	 * a handler runs, as 'netpool.connection' and 'netpool.pool'.
	 */
	public record Handler(@DefaultValue("auto") HandlerExecution execution, @DefaultValue("200") int threads,
			@DefaultValue("128") int queue, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration replyTimeout,
			@DefaultValue("false") boolean closeOnError,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration warnAfter,
			@DefaultValue("false") boolean loggingContext) {

	}

	/**
	 * Outbound messages.
	 *
	 * @param maxPending Maximum outbound bytes buffered per connection, 64 bytes of
	 * overhead per message included.
	 * @param overflow Strategy for a message that exceeds the maximum.
	 */
	public record Outbound(@DefaultValue("1MB") DataSize maxPending, @DefaultValue("wait") OutboundOverflow overflow) {

	}

	/**
	 * Exchanges of commands and answers, opened by TcpConnection.exchange.
	 *
	 * @param timeout Time in which a client must answer a command. If a unit is not
	 * specified, seconds will be used.
	 * @param maxOpen Maximum number of open exchanges per connection, from 1 to 65536.
	 * @param lateAnswers Strategy for an answer that is received within a minute after
	 * its exchange has timed out or was cancelled.
	 * @param correlation Name of the TcpCorrelation bean that recognizes answers. If not
	 * set, the TcpCorrelation bean of the pool is used if there is exactly one.
	 */
	public record Exchange(@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
			@DefaultValue("64") int maxOpen, @DefaultValue("handle") LateAnswers lateAnswers,
			@Nullable String correlation) {

	}

	/**
	 * Limits on clients.
	 *
	 * @param connectionsPerAddress Maximum number of connections per IPv4 address, or per
	 * IPv6 /64 network. If not set or 0, there is no limit.
	 * @param allow IPv4 and IPv6 addresses and CIDR ranges that may connect, such as
	 * 10.0.0.0/8. If not set, all may.
	 * @param deny IPv4 and IPv6 addresses and CIDR ranges that may not connect. Takes
	 * precedence over 'allow'.
	 * @param acceptsPerSecond Maximum number of connections accepted per second. Further
	 * ones wait in the kernel's backlog. If not set or 0, there is no limit.
	 * @param messagesPerSecond Maximum number of messages received per second on one
	 * connection. If not set or 0, there is no limit.
	 * @param messagesOverflow Strategy for a connection that exceeds
	 * 'messages-per-second'.
	 * @param maxBuffered Maximum number of bytes that all connections of the pool buffer
	 * together: messages that wait for a handler, and messages that wait to be sent. Once
	 * half of it is used, each connection may hold its equal share of the other half.
	 */
	public record Limits(@Nullable Integer connectionsPerAddress, @Nullable List<String> allow,
			@Nullable List<String> deny, @Nullable Integer acceptsPerSecond, @Nullable Integer messagesPerSecond,
			@DefaultValue("pause") MessagesOverflow messagesOverflow, @DefaultValue("40MB") DataSize maxBuffered) {

	}

	/**
	 * PROXY protocol of HAProxy, version 1 or 2.
	 *
	 * @param mode Whether connections begin with a PROXY header, which precedes TLS.
	 * @param trusted IPv4 and IPv6 addresses and CIDR ranges of the proxies whose headers
	 * are accepted.
	 * @param timeout Maximum time to wait for the header. With mode 'optional', a
	 * connection that has not begun a header by then is served without one. If a unit is
	 * not specified, seconds will be used.
	 */
	public record ProxyProtocol(@DefaultValue("off") ProxyMode mode, @Nullable List<String> trusted,
			@DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

	}

	/**
	 * Timeouts of clients.
	 *
	 * @param idle Time without bytes in either direction after which a connection is
	 * closed. 0 disables it. If a unit is not specified, seconds will be used.
	 * @param readIdle Time without bytes from the client after which its connection is
	 * closed, whatever is sent to it. 0 disables it. If a unit is not specified, seconds
	 * will be used.
	 * @param firstMessage Maximum time from the established connection to its first
	 * message. 0 disables it. If a unit is not specified, seconds will be used.
	 * @param frame Maximum time from the first byte of a frame to its last. 0 disables
	 * it. If a unit is not specified, seconds will be used.
	 * @param write Maximum time without progress while bytes are pending for a client;
	 * then it is disconnected. 0 disables it. If a unit is not specified, seconds will be
	 * used.
	 */
	public record Timeout(@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration idle,
			@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration readIdle,
			@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration firstMessage,
			@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration frame,
			@DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS) Duration write) {

	}

	/**
	 * Connections.
	 *
	 * @param maxAge Age at which a connection is drained at the latest, so that its
	 * client connects anew. 0 disables it. If a unit is not specified, seconds will be
	 * used.
	 * @param maxAgeJitter Maximum random time by which a connection is drained earlier. A
	 * tenth of the maximum age if not set. If a unit is not specified, seconds will be
	 * used.
	 */
	public record Connection(@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxAge,
			@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxAgeJitter) {

	}

	/**
	 * Heartbeats.
	 *
	 * @param interval Time without bytes to the client after which a heartbeat is sent to
	 * it. 0 disables heartbeats. If a unit is not specified, seconds will be used.
	 * @param message Message that is sent as a heartbeat, framed like a reply. If not
	 * set, the only TcpHeartbeat bean of the pool creates it.
	 */
	public record Heartbeat(@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration interval, @Nullable String message) {

	}

	/**
	 * Login of clients.
	 *
	 * @param required Whether clients must log in: until a connection has a principal,
	 * only handlers with 'permitAll' are called, and any other message closes it.
	 * @param timeout Maximum time from the established connection to its login. If a unit
	 * is not specified, seconds will be used.
	 */
	public record Authentication(@DefaultValue("false") boolean required,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout) {

	}

	/**
	 * Socket options.
	 *
	 * @param noDelay Whether Nagle's algorithm is disabled (TCP_NODELAY).
	 * @param keepAlive Whether the kernel probes idle connections (SO_KEEPALIVE).
	 */
	public record Socket(@DefaultValue("true") boolean noDelay, @DefaultValue("false") boolean keepAlive) {

	}

	/**
	 * TLS.
	 *
	 * @param enabled Whether TLS is enabled. If not set, it is enabled if 'pem' or
	 * 'bundle' is set. 'false' disables TLS that is set or inherited.
	 * @param pem Certificate chain in PEM format: a file, a 'classpath:' location, or the
	 * PEM text itself.
	 * @param key Private key of the certificate in PEM format (PKCS#8, PKCS#1 or EC): a
	 * file, a 'classpath:' location, or the PEM text itself.
	 * @param keyPassword Password of an encrypted private key.
	 * @param trust Certificates of the authorities that issue client certificates, in PEM
	 * format: a file, a 'classpath:' location, or the PEM text itself.
	 * @param clientAuth Client authentication mode.
	 * @param bundle Name of an SSL bundle, instead of 'pem', 'key', 'key-password' and
	 * 'trust'.
	 * @param serverNames SSL bundles by server name (SNI): a host name, or a wildcard
	 * such as '[*.example.org]'.
	 * @param applicationProtocols Application protocols offered to clients (ALPN), in
	 * order of preference.
	 * @param reloadInterval Interval at which the files of 'pem', 'key' and 'trust' are
	 * checked for changes. 0 disables it. If a unit is not specified, seconds will be
	 * used.
	 * @param startTls Whether connections begin in the clear and TLS starts when a
	 * handler calls TcpConnection.startTls.
	 * @param handshakeTimeout Maximum duration of a TLS handshake. If a unit is not
	 * specified, seconds will be used.
	 */
	public record Ssl(@Nullable Boolean enabled, @Nullable String pem, @Nullable String key,
			@Nullable String keyPassword, @Nullable String trust, @DefaultValue("none") ClientAuthentication clientAuth,
			@Nullable String bundle, @Nullable Map<String, String> serverNames,
			@Nullable List<String> applicationProtocols,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration reloadInterval,
			@DefaultValue("false") boolean startTls,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration handshakeTimeout) {

		/**
		 * Whether the pool uses TLS, from the first byte or later.
		 */
		public boolean isOn() {
			return (this.enabled != null) ? this.enabled : this.pem != null || this.bundle != null;
		}

		/**
		 * Whether TLS is off because the application says so.
		 */
		public boolean isDisabled() {
			return Boolean.FALSE.equals(this.enabled);
		}

	}

	/**
	 * Observations of connections and messages.
	 *
	 * @param enabled Whether connections and messages are observed. If not set, they are
	 * if Micrometer Tracing has a tracer.
	 * @param traceProperty Property of JSON messages that holds the headers of the
	 * client's trace: an object such as {"traceparent": "00-..."}, or the 'traceparent'
	 * itself. If not set or empty, only TcpTraceContext beans read trace headers.
	 */
	public record Observation(@Nullable Boolean enabled, @Nullable String traceProperty) {

	}

}
