package io.netpool.tcp.observe.endpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.observe.TagValues;

/**
 * State of a connection. If several apply, the last one is shown, since it causes the
 * others.
 */
enum ConnectionState {

	/**
	 * The connection waits for messages.
	 */
	IDLE,

	/**
	 * A handler runs, or messages are queued.
	 */
	BUSY,

	/**
	 * Reading is paused.
	 */
	PAUSED,

	/**
	 * Bytes are pending: the client does not read as fast as it is sent messages.
	 */
	BLOCKED;

	static ConnectionState of(TcpConnectionStatistics statistics) {
		if (statistics.pendingBytes() > 0) {
			return BLOCKED;
		}
		if (statistics.readingPaused()) {
			return PAUSED;
		}
		return (statistics.queuedMessages() > 0 || statistics.idle().isZero()) ? BUSY : IDLE;
	}

	static ConnectionState named(String name) {
		return Arrays.stream(values())
			.filter((state) -> TagValues.of(state).equals(name))
			.findFirst()
			.orElseThrow(() -> BadRequest.because("'state' is '" + name + "', and must be one of " + names()));
	}

	private static String names() {
		return Arrays.stream(values()).map(TagValues::of).collect(Collectors.joining(", "));
	}

}
