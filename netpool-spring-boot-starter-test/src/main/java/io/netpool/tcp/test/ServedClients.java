package io.netpool.tcp.test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Knows, by their ports, the clients whose beginning the application was told, and not
 * yet their end. Thread-safe.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServedClients implements TcpEndpointDecorator {

	private final Set<Integer> ports = new HashSet<>();

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		return new Followed(endpoint, this);
	}

	private synchronized void began(TcpConnection connection) {
		this.ports.add(connection.remoteAddress().getPort());
	}

	private synchronized void ended(TcpConnection connection) {
		this.ports.remove(connection.remoteAddress().getPort());
		notifyAll();
	}

	/**
	 * Wait until a client is gone, or was never there.
	 * @param port the client's port
	 * @param timeout how long to wait at most
	 */
	synchronized void awaitEnd(int port, Duration timeout) {
		Deadline deadline = Deadline.in(timeout);
		try {
			while (this.ports.contains(port) && !deadline.isOver()) {
				wait(deadline.millisLeft());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Followed(TcpEndpoint endpoint, ServedClients clients) implements TcpEndpoint {

		@Override
		public MessageType messageType() {
			return this.endpoint.messageType();
		}

		@Override
		public boolean followsConnections() {
			return true;
		}

		@Override
		public @Nullable Object connected(TcpConnection connection) throws Throwable {
			this.clients.began(connection);
			return this.endpoint.connected(connection);
		}

		@Override
		public @Nullable Object message(TcpConnection connection, Object message) throws Throwable {
			return this.endpoint.message(connection, message);
		}

		@Override
		public Object encode(TcpConnection connection, Object message) {
			return this.endpoint.encode(connection, message);
		}

		@Override
		public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
			try {
				this.endpoint.disconnected(connection, reason);
			}
			finally {
				this.clients.ended(connection);
			}
		}

	}

}
