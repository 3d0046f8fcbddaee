package io.netpool.tcp.server.log;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;

import io.netpool.tcp.CloseReason;

/**
 * A {@link LogLimit} per close reason, so that one does not hide another. Events with
 * other reasons are not logged. Any thread may call.
 */
public final class LogLimits {

	private final Map<CloseReason, LogLimit> limits = new EnumMap<>(CloseReason.class);

	public LogLimits(Collection<CloseReason> reasons) {
		reasons.forEach((reason) -> this.limits.put(reason, new LogLimit()));
	}

	/**
	 * Logs an event, or counts it as suppressed.
	 * @param reason the close reason of the event
	 * @param message writes the log message, given the number of suppressed ones
	 */
	public void log(CloseReason reason, LongConsumer message) {
		LogLimit limit = this.limits.get(reason);
		if (limit != null) {
			limit.log(message);
		}
	}

}
