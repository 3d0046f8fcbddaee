package io.netpool.tcp.server;

import java.util.EnumSet;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.log.LogLimits;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Logs connections that a pool closed since their clients did not do what they have to:
 * one line for each reason once in a while, since there may be thousands of them.
 */
final class EnforcedCloseLogger {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(EnforcedCloseLogger.class);

	private static final Set<CloseReason> FORCED = EnumSet.of(CloseReason.BAD_FRAME, CloseReason.FRAME_TOO_LONG,
			CloseReason.SLOW_READER, CloseReason.WRITE_TIMEOUT, CloseReason.IDLE_TIMEOUT,
			CloseReason.FIRST_MESSAGE_TIMEOUT, CloseReason.FRAME_TIMEOUT, CloseReason.TOO_MANY_MESSAGES,
			CloseReason.PROXY_ERROR, CloseReason.DENIED_ADDRESS, CloseReason.ADDRESS_LIMIT);

	private final AcceptorCount acceptors;

	private final LogLimits lines = new LogLimits(FORCED);

	EnforcedCloseLogger(AcceptorCount acceptors) {
		this.acceptors = acceptors;
	}

	/**
	 * Any thread: a connection has ended.
	 */
	void ended(ServedConnection connection, CloseReason reason) {
		this.lines.log(reason, (suppressed) -> logger.info(
				"Pool '{}' closed connection {} from {}: {} ({} more for this reason since the last such line); acceptors: {}",
				connection.pool(), connection.id(), connection.remoteAddress(), reason, suppressed, this.acceptors));
	}

}
