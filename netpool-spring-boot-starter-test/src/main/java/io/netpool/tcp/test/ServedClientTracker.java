package io.netpool.tcp.test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

	private static final CountDownLatch NONE = new CountDownLatch(0);

	private final Map<Integer, CountDownLatch> clients = new ConcurrentHashMap<>();

	@Override
	public TcpEndpoint decorate(String pool, TcpEndpoint endpoint) {
		Map<Integer, CountDownLatch> clients = this.clients;
		return new DelegatingTcpEndpoint(endpoint) {

			@Override
			public boolean handlesConnectionEvents() {
				return true;
			}

			@Override
			public TcpReply connected(TcpConnection connection) throws Throwable {
				clients.put(connection.remoteAddress().getPort(), new CountDownLatch(1));
				return super.connected(connection);
			}

			@Override
			public void disconnected(TcpConnection connection, CloseReason reason) throws Throwable {
				try {
					super.disconnected(connection, reason);
				}
				finally {
					CountDownLatch served = clients.remove(connection.remoteAddress().getPort());
					if (served != null) {
						served.countDown();
					}
				}
			}

		};
	}

	/**
	 * Wait until a client is disconnected. Returns at once for an unknown client.
	 * @param port the port of the client
	 * @param timeout the maximum time to wait
	 */
	void awaitDisconnected(int port, Duration timeout) {
		try {
			this.clients.getOrDefault(port, NONE).await(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
