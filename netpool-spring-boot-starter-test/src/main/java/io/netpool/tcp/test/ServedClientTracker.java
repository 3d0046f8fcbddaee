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
 * Tracks the clients for which the application has handled {@code @TcpConnected}, but not
 * yet {@code @TcpDisconnected}, by their ports. Thread-safe.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServedClientTracker implements TcpEndpointDecorator {

	private final Set<Integer> ports = new HashSet<>();

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		return new TrackedEndpoint(endpoint, this);
	}

	private synchronized void connected(TcpConnection connection) {
		this.ports.add(connection.remoteAddress().getPort());
	}

	private synchronized void disconnected(TcpConnection connection) {
		this.ports.remove(connection.remoteAddress().getPort());
		notifyAll();
	}

	/**
	 * Wait until a client is disconnected. Returns at once for an unknown client.
	 * @param port the port of the client
	 * @param timeout the maximum time to wait
	 */
	synchronized void awaitDisconnected(int port, Duration timeout) {
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

	private static final class TrackedEndpoint extends DelegatingTcpEndpoint {

		private final ServedClientTracker clients;

		TrackedEndpoint(TcpEndpoint endpoint, ServedClientTracker clients) {
			super(endpoint);
			this.clients = clients;
		}

		@Override
		public boolean handlesConnectionEvents() {
			return true;
		}

		@Override
		public TcpReply connected(TcpConnection connection) throws Throwable {
			this.clients.connected(connection);
			return super.connected(connection);
		}

		@Override
		public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
			try {
				super.disconnected(connection, reason);
			}
			finally {
				this.clients.disconnected(connection);
			}
		}

	}

}
