package io.netpool.tcp.observe.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpConnectionStatistics;

/**
 * Finds a page of connections, the oldest first. There may be many thousands, and those
 * who ask want the first few: so it looks at each once, and keeps and sorts no more than
 * there are up to the end of the page.
 */
final class ConnectionPage {

	private final ConnectionQuery query;

	/**
	 * The oldest so far, the newest of them at the head.
	 */
	private final Queue<Seen> oldest = new PriorityQueue<>(Seen.OLDEST_FIRST.reversed());

	private int total;

	ConnectionPage(ConnectionQuery query) {
		this.query = query;
	}

	void look(TcpConnection connection) {
		Seen seen = new Seen(connection, connection.statistics());
		if (this.query.matches(connection, seen.statistics())) {
			this.total++;
			this.oldest.add(seen);
			if (this.oldest.size() > this.query.before() + this.query.size()) {
				this.oldest.remove();
			}
		}
	}

	/**
	 * Describe what was found. It can be done once.
	 */
	ConnectionsDescriptor describe(boolean details) {
		Instant now = Instant.now();
		List<ConnectionDescriptor> page = new ArrayList<>();
		while (this.oldest.size() > this.query.before()) {
			Seen seen = this.oldest.remove();
			page.add(ConnectionDescriptor.of(seen.connection(), seen.statistics(), now, details));
		}
		Collections.reverse(page);
		return new ConnectionsDescriptor(this.total, this.query.page(), this.query.size(), page);
	}

	/**
	 * A connection, and what it had counted when it was looked at.
	 */
	private record Seen(TcpConnection connection, TcpConnectionStatistics statistics) {

		/**
		 * Identifiers are numbers: of connections that came in the same millisecond, the
		 * one with the smaller is the older.
		 */
		static final Comparator<Seen> OLDEST_FIRST = Comparator.comparing(Seen::openedAt)
			.thenComparing((seen) -> seen.id().length())
			.thenComparing(Seen::id);

		Instant openedAt() {
			return this.statistics.openedAt();
		}

		String id() {
			return this.connection.id();
		}

	}

}
