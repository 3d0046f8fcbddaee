package io.netpool.tcp.handler;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpInterceptor;

/**
 * Lets interceptors accept or deny connections. It keeps denied connections until they
 * are closed, since {@code @TcpDisconnected} methods must not be called for them.
 * Thread-safe.
 */
final class ConnectionInterceptors {

	private final List<TcpInterceptor> interceptors;

	private final Set<TcpConnection> denied = ConcurrentHashMap.newKeySet();

	ConnectionInterceptors(List<TcpInterceptor> interceptors) {
		this.interceptors = interceptors;
	}

	boolean isEmpty() {
		return this.interceptors.isEmpty();
	}

	/**
	 * Calls the interceptors for a new connection, and closes the connection if one of
	 * them denies it.
	 * @param connection new connection
	 * @return {@code true} if the connection is accepted
	 * @throws Exception any failure of an interceptor, which denies the connection too
	 */
	boolean accept(TcpConnection connection) throws Exception {
		// until all interceptors have accepted it
		this.denied.add(connection);
		for (TcpInterceptor interceptor : this.interceptors) {
			if (!interceptor.connecting(connection)) {
				connection.close();
				return false;
			}
		}
		this.denied.remove(connection);
		return true;
	}

	/**
	 * Forgets a closed connection.
	 * @param connection closed connection
	 * @return {@code true} if the connection had been accepted
	 */
	boolean wasAccepted(TcpConnection connection) {
		return isEmpty() || !this.denied.remove(connection);
	}

}
