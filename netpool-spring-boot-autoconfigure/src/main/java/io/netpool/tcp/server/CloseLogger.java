package io.netpool.tcp.server;

import java.util.EnumSet;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.server.admission.AcceptorCount;
import io.netpool.tcp.server.log.LogLimit;
import io.netpool.tcp.server.log.LogLimits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs connections that the pool closed because their clients violated a limit, a timeout
 * or the framing, or did not log in: one message per reason in a while, since there may
 * be thousands. Any thread may call.
 */
final class CloseLogger {

	private static final Log logger = LogFactory.getLog(CloseLogger.class);

	private static final Set<CloseReason> LOGGED = EnumSet.of(CloseReason.INCOMPLETE_FRAME, CloseReason.BAD_FRAME,
			CloseReason.FRAME_TOO_LONG, CloseReason.SLOW_READER, CloseReason.WRITE_TIMEOUT, CloseReason.IDLE_TIMEOUT,
			CloseReason.READ_IDLE_TIMEOUT, CloseReason.FIRST_MESSAGE_TIMEOUT, CloseReason.FRAME_TIMEOUT,
			CloseReason.UNAUTHENTICATED, CloseReason.TOO_MANY_MESSAGES, CloseReason.PROXY_ERROR,
			CloseReason.DENIED_ADDRESS, CloseReason.ADDRESS_LIMIT);

	private final AcceptorCount acceptors;

	private final LogLimits logLimits = new LogLimits(LOGGED);

	CloseLogger(AcceptorCount acceptors) {
		this.acceptors = acceptors;
	}

	void closed(ServedConnection connection, CloseReason reason) {
		this.logLimits.log(reason, (suppressed) -> logger.info("Closed " + connection.label() + " from "
				+ connection.peer() + ": " + reason + LogLimit.suffix(suppressed) + "; acceptors: " + this.acceptors));
	}

}
