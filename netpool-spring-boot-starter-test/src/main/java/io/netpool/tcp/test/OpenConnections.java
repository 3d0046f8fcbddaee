package io.netpool.tcp.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The connections that a test has opened. Thread-safe.
 */
class OpenConnections {

	private final Queue<TcpTestConnection> connections = new ConcurrentLinkedQueue<>();

	private final ServedClients served;

	OpenConnections(ServedClients served) {
		this.served = served;
	}

	void add(TcpTestConnection connection) {
		this.connections.add(connection);
	}

	/**
	 * Close all, and wait until the application knows, so that the next test begins
	 * without them.
	 */
	void closeAll() {
		List<TcpTestConnection> closed = new ArrayList<>();
		for (TcpTestConnection next = this.connections.poll(); next != null; next = this.connections.poll()) {
			next.close();
			closed.add(next);
		}
		closed.forEach((connection) -> this.served.awaitEnd(connection.localPort(), connection.timeout()));
	}

}
