package io.netpool.tcp.server;

import java.security.Principal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpFramingException;
import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.log.LogLimits;
import io.netpool.tcp.server.log.LogSanitizer;
import io.netpool.tcp.server.settings.ApplicationFraming;
import io.netpool.tcp.server.settings.LimitSettings;
import io.netpool.tcp.server.settings.PoolSettings;
import io.netpool.tcp.server.settings.TlsSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs connections that the pool closed because their clients violated a limit, a timeout
 * or the framing, or did not log in, and clients that use TLS where the pool does not, or
 * the other way round: one message per reason in a while, since there may be thousands.
 */
final class CloseLogger {

	private static final Log logger = LogFactory.getLog(CloseLogger.class);

	private static final Set<CloseReason> LOGGED = EnumSet.of(CloseReason.INCOMPLETE_FRAME, CloseReason.BAD_FRAME,
			CloseReason.FRAME_TOO_LONG, CloseReason.SLOW_READER, CloseReason.WRITE_TIMEOUT, CloseReason.IDLE_TIMEOUT,
			CloseReason.READ_IDLE_TIMEOUT, CloseReason.FIRST_MESSAGE_TIMEOUT, CloseReason.FRAME_TIMEOUT,
			CloseReason.UNAUTHENTICATED, CloseReason.TOO_MANY_MESSAGES, CloseReason.PROXY_ERROR,
			CloseReason.DENIED_ADDRESS, CloseReason.ADDRESS_LIMIT);

	private static final int MAX_NAME = 64;

	private static final int MAX_FAILURE = 200;

	private final PoolSettings settings;

	private final LogLimits logLimits = new LogLimits(LOGGED);

	private final LogLimit clearText = new LogLimit();

	private final LogLimit tls = new LogLimit();

	CloseLogger(PoolSettings settings) {
		this.settings = settings;
	}

	/**
	 * Called on the event loop when a connection was closed.
	 */
	void closed(ServedConnection connection, CloseReason reason) {
		this.logLimits
			.log(reason,
					(suppressed) -> logger.info("Closed " + connection.label() + " from " + connection.peer()
							+ principal(connection) + ": " + reason + failure(connection) + limit(connection, reason)
							+ LogLimit.suffix(suppressed)));
	}

	/**
	 * Called on the event loop when the first bytes of a TLS handshake are not TLS.
	 */
	void clearTextInTls(ServedConnection connection) {
		this.clearText.log((suppressed) -> logger.info("The client of " + connection.label() + " from "
				+ connection.peer() + " seems not to use TLS, which '" + key(this.settings.name(), "ssl")
				+ "' requires: its first bytes are not a TLS record" + LogLimit.suffix(suppressed)));
	}

	/**
	 * Called on the event loop when the first bytes of a connection in the clear are
	 * those of a TLS handshake.
	 */
	void tlsInTheClear(ServedConnection connection) {
		TlsSettings later = this.settings.tls();
		this.tls.log((suppressed) -> logger.info("The client of " + connection.label() + " from " + connection.peer()
				+ " seems to use TLS, which '" + key(this.settings.name(), (later != null) ? "ssl.start-tls" : "ssl")
				+ ((later != null) ? "' starts later" : "' does not enable") + ": its first bytes are a TLS ClientHello"
				+ LogLimit.suffix(suppressed)));
	}

	private static String principal(ServedConnection connection) {
		Principal principal = connection.principal();
		return (principal != null) ? ", principal '" + shortened(principal.getName(), MAX_NAME) + "'" : "";
	}

	private static String failure(ServedConnection connection) {
		Throwable failure = connection.handler().reader().failure();
		return (failure != null) ? ", " + shortened(String.valueOf(failure.getMessage()), MAX_FAILURE) : "";
	}

	/**
	 * A message has at most 2 KB, even if each character is escaped.
	 */
	private static String shortened(String text, int length) {
		return LogSanitizer.of((text.length() > length) ? text.substring(0, length) + "..." : text);
	}

	private String limit(ServedConnection connection, CloseReason reason) {
		LimitSettings limits = this.settings.limits();
		return switch (reason) {
			// Netty's codecs and framings of the application have maximums of their own
			case FRAME_TOO_LONG -> (connection.handler().reader().failure() instanceof TcpFramingException failure
					&& !ApplicationFraming.hasOwnMaximum(failure))
							? " (" + key(connection.pool(), "framing.max-length") + ")" : "";
			case SLOW_READER -> limit("outbound.max-pending", this.settings.outbound().maxPending() + "B");
			case TOO_MANY_MESSAGES -> limit("limits.messages-per-second", limits.messagesPerSecond());
			case ADDRESS_LIMIT -> limit("limits.connections-per-address", limits.connectionsPerAddress());
			case UNAUTHENTICATED -> limit("authentication.required", true);
			case WRITE_TIMEOUT -> timeout("timeout.write", connection, reason);
			case IDLE_TIMEOUT -> timeout("timeout.idle", connection, reason);
			case READ_IDLE_TIMEOUT -> timeout("timeout.read-idle", connection, reason);
			case FIRST_MESSAGE_TIMEOUT -> timeout("timeout.first-message", connection, reason);
			case FRAME_TIMEOUT -> timeout("timeout.frame", connection, reason);
			default -> "";
		};
	}

	private String timeout(String setting, ServedConnection connection, CloseReason reason) {
		Duration timeout = connection.handler().timeout(reason);
		if (timeout == null) {
			return "";
		}
		long millis = timeout.toMillis();
		return limit(setting, (millis % 1000 == 0) ? millis / 1000 + "s" : millis + "ms");
	}

	private String limit(String setting, Object value) {
		return " (" + key(this.settings.name(), setting) + ": " + value + ")";
	}

	private static String key(String pool, String setting) {
		return pool.equals(TcpAcceptorPool.DEFAULT_NAME) ? "netpool.tcp." + setting
				: "netpool.tcp.pools." + pool + "." + setting;
	}

}
