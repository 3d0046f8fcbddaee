package io.netpool.tcp.handler;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpInterceptor;

/**
 * Where interceptors refuse connections. It remembers those that were refused until they
 * are closed, since of what was never told connected, nothing is told disconnected.
 * Thread-safe.
 */
final class ConnectionInterceptors {

	private final List<TcpInterceptor> interceptors;

	private final Set<TcpConnection> refused = ConcurrentHashMap.newKeySet();

	ConnectionInterceptors(List<TcpInterceptor> interceptors) {
		this.interceptors = interceptors;
	}

	boolean isOpen() {
		return this.interceptors.isEmpty();
	}

	/**
	 * A connection begins.
	 * @param connection the connection
	 * @return whether it is let in; if not, it is being closed
	 * @throws Exception what an interceptor throws; it is then not let in either
	 */
	boolean letsIn(TcpConnection connection) throws Exception {
		boolean welcome = false;
		try {
			welcome = isWelcome(connection);
		}
		finally {
			if (!welcome) {
				this.refused.add(connection);
			}
		}
		if (!welcome) {
			connection.close();
		}
		return welcome;
	}

	private boolean isWelcome(TcpConnection connection) throws Exception {
		for (TcpInterceptor interceptor : this.interceptors) {
			if (!interceptor.connecting(connection)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A connection ended.
	 * @param connection the connection
	 * @return whether it had been let in
	 */
	boolean letOut(TcpConnection connection) {
		return isOpen() || !this.refused.remove(connection);
	}

}
