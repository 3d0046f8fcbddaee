package io.netpool.tcp.server;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The connections that a pool which is about to stop still has, at one moment, as its log
 * tells of them.
 *
 * @param connections which they are
 */
record ConnectionSummary(List<ServedConnection> connections) {

	/**
	 * So many are named.
	 */
	private static final int MOST_NAMED = 20;

	static ConnectionSummary of(PoolContext pool) {
		return new ConnectionSummary(List.copyOf(pool.registry().all()));
	}

	/**
	 * Each by name, and what it loses if it is cut now.
	 */
	String names() {
		String named = this.connections.stream()
			.limit(MOST_NAMED)
			.map((connection) -> connection.id() + " from " + connection.remoteAddress() + " ("
					+ connection.lane().size() + " messages, " + connection.outbound().pending() + " bytes)")
			.collect(Collectors.joining(", "));
		int others = this.connections.size() - MOST_NAMED;
		return (others > 0) ? named + " and " + others + " more" : named;
	}

	/**
	 * How many there are, and how much they are at.
	 */
	@Override
	public String toString() {
		int messages = this.connections.stream().mapToInt((connection) -> connection.lane().size()).sum();
		return this.connections.size() + " connections, " + messages + " messages in flight";
	}

}
