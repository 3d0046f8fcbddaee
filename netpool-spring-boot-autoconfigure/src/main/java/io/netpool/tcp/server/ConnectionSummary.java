package io.netpool.tcp.server;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes the connections that a stopping pool still has, for log messages.
 *
 * @param connections the connections at one moment
 */
record ConnectionSummary(List<ServedConnection> connections) {

	private static final int MAX_LISTED = 20;

	static ConnectionSummary of(PoolContext pool) {
		return new ConnectionSummary(List.copyOf(pool.registry().all()));
	}

	/**
	 * Lists the connections, each with what is lost if it is closed now.
	 */
	String list() {
		String listed = this.connections.stream()
			.limit(MAX_LISTED)
			.map((connection) -> connection.id() + " from " + connection.peer() + " (" + connection.lane().size()
					+ " messages queued, " + connection.outbound().pending() + " bytes pending"
					+ (connection.lane().isResting() ? ", awaits a reply)" : ")"))
			.collect(Collectors.joining(", "));
		int others = this.connections.size() - MAX_LISTED;
		return (others > 0) ? listed + " and " + others + " more" : listed;
	}

	/**
	 * Returns the number of connections, of their messages, and of those whose
	 * asynchronous reply is not complete.
	 */
	@Override
	public String toString() {
		int messages = this.connections.stream().mapToInt((connection) -> connection.lane().size()).sum();
		long resting = this.connections.stream().filter((connection) -> connection.lane().isResting()).count();
		return count(this.connections.size(), "connection") + " with " + count(messages, "message") + " in flight"
				+ ((resting > 0) ? " (" + resting + " awaiting an asynchronous reply)" : "");
	}

	static String count(int number, String noun) {
		return number + " " + noun + ((number == 1) ? "" : "s");
	}

}
