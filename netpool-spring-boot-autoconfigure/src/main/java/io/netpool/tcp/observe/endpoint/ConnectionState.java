package io.netpool.tcp.observe.endpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.netpool.tcp.TcpConnectionStatistics;
import io.netpool.tcp.observe.TagValues;

/**
 * What a connection is doing. Where several of these are true, the last is what matters,
 * since it holds up the others.
 */
enum ConnectionState {

	/**
	 * It waits for its client to send something.
	 */
	IDLE,

	/**
	 * Its handler is at work.
	 */
	BUSY,

	/**
	 * Nothing is read from its client for now.
	 */
	PAUSED,

	/**
	 * Bytes wait until its client has read what was sent before.
	 */
	BLOCKED;

	static ConnectionState of(TcpConnectionStatistics statistics) {
		if (statistics.pendingBytes() > 0) {
			return BLOCKED;
		}
		if (statistics.readingPaused()) {
			return PAUSED;
		}
		return (statistics.pendingMessages() > 0 || statistics.idle().isZero()) ? BUSY : IDLE;
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
