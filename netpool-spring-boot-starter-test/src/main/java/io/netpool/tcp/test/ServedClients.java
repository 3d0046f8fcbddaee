package io.netpool.tcp.test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.DelegatingTcpEndpoint;
import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpEndpointDecorator;
import io.netpool.tcp.TcpReply;

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

	private static final class Followed extends DelegatingTcpEndpoint {

		private final ServedClients clients;

		Followed(TcpEndpoint endpoint, ServedClients clients) {
			super(endpoint);
			this.clients = clients;
		}

		@Override
		public boolean handlesConnectionEvents() {
			return true;
		}

		@Override
		public TcpReply connected(TcpConnection connection) throws Throwable {
			this.clients.began(connection);
			return super.connected(connection);
		}

		@Override
		public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
			try {
				super.disconnected(connection, reason);
			}
			finally {
				this.clients.ended(connection);
			}
		}

	}

}
