package io.netpool.tcp.server.settings;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Timeouts of asynchronous replies; {@code null} disables one.
 *
 * @param reply the time in which a reply has to complete
 * @param element the time between two replies of a stream
 * @since 0.1.0
 */
public record ReplyTimeouts(@Nullable Duration reply, @Nullable Duration element) {

	/**
	 * No timeouts.
	 * @return the timeouts
	 */
	public static ReplyTimeouts none() {
		return new ReplyTimeouts(null, null);
	}

	/**
	 * Returns the timeout of a reply.
	 * @param stream whether it is a stream of several replies
	 * @param finishing whether the connection closes after the reply, so that a stream is
	 * limited as well
	 * @return the timeout, {@code null} if there is none
	 */
	public @Nullable Duration of(boolean stream, boolean finishing) {
		return (stream && !finishing) ? this.element : this.reply;
	}

}
