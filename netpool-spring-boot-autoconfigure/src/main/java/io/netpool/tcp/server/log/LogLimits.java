package io.netpool.tcp.server.log;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;

import io.netpool.tcp.CloseReason;

/**
 * A {@link LogLimit} for each of some reasons, so that one does not hide another. Events
 * of other reasons are not logged.
 */
public final class LogLimits {

	private final Map<CloseReason, LogLimit> limits = new EnumMap<>(CloseReason.class);

	public LogLimits(Collection<CloseReason> reasons) {
		reasons.forEach((reason) -> this.limits.put(reason, new LogLimit()));
	}

	/**
	 * Log an event, or count it for the next line of its reason.
	 * @param line writes the line, told how many were left out since the last one
	 */
	public void log(CloseReason reason, LongConsumer line) {
		LogLimit limit = this.limits.get(reason);
		if (limit != null) {
			limit.log(line);
		}
	}

}
