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
 * Collects a page of connections, oldest first. There may be many thousands, and usually
 * the first page is requested: each connection is added once, and no more of them are
 * kept and sorted than there are up to the end of the page.
 */
final class ConnectionPage {

	private final ConnectionQuery query;

	/**
	 * The oldest connections so far, with the newest of them at the head.
	 */
	private final Queue<Entry> oldest = new PriorityQueue<>(Entry.OLDEST_FIRST.reversed());

	private int total;

	ConnectionPage(ConnectionQuery query) {
		this.query = query;
	}

	void add(TcpConnection connection) {
		Entry entry = new Entry(connection, connection.statistics());
		if (this.query.matches(connection, entry.statistics())) {
			this.total++;
			this.oldest.add(entry);
			if (this.oldest.size() > this.query.before() + this.query.size()) {
				this.oldest.remove();
			}
		}
	}

	/**
	 * Describe the page. Removes its connections, so it can be called once.
	 */
	ConnectionsDescriptor describe(boolean details) {
		Instant now = Instant.now();
		List<ConnectionDescriptor> page = new ArrayList<>();
		while (this.oldest.size() > this.query.before()) {
			Entry entry = this.oldest.remove();
			page.add(ConnectionDescriptor.of(entry.connection(), entry.statistics(), now, details));
		}
		Collections.reverse(page);
		return new ConnectionsDescriptor(this.total, this.query.page(), this.query.size(), page);
	}

	/**
	 * A connection with its statistics when it was added.
	 */
	private record Entry(TcpConnection connection, TcpConnectionStatistics statistics) {

		/**
		 * Connections that were opened in the same millisecond are in the order of their
		 * ids. All ids of a process have the same prefix and end with a counter in base
		 * 36: the shorter is the older, and among ids of the same length the
		 * lexicographically smaller, since digits precede letters.
		 */
		static final Comparator<Entry> OLDEST_FIRST = Comparator.comparing(Entry::openedAt)
			.thenComparing((entry) -> entry.id().length())
			.thenComparing(Entry::id);

		Instant openedAt() {
			return this.statistics.openedAt();
		}

		String id() {
			return this.connection.id();
		}

	}

}
