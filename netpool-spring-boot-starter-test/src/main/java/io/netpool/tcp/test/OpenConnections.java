package io.netpool.tcp.test;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The connections that a test has opened, to be closed at its end. Thread-safe.
 */
class OpenConnections {

	private final Queue<TcpTestConnection> connections = new ConcurrentLinkedQueue<>();

	private final ServedClientTracker clients;

	OpenConnections(ServedClientTracker clients) {
		this.clients = clients;
	}

	void add(TcpTestConnection connection) {
		this.connections.add(connection);
	}

	/**
	 * Close all connections, and wait until the application has handled that they are
	 * disconnected, so that the next test starts without them.
	 */
	void closeAll() {
		List<TcpTestConnection> closed = List.copyOf(this.connections);
		this.connections.removeAll(closed);
		closed.forEach(TcpTestConnection::close);
		closed.forEach((connection) -> this.clients.awaitDisconnected(connection.localPort(), connection.timeout()));
	}

}
