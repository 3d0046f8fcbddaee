package io.netpool.tcp.server;

import io.netpool.tcp.TcpConnection;
import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpFraming;
import io.netpool.tcp.server.admission.AddressLimits;
import io.netpool.tcp.server.settings.PoolSettings;

/**
 * What the connections of a pool share.
 *
 * @param settings what the pool was told
 * @param endpoint what serves its messages
 * @param framing how its messages lie in the stream
 * @param directory finds connections of all pools
 * @param registry its connections
 * @param addresses which addresses may have connections
 * @param counters what it counts outside of its I/O threads
 * @param listener is told what becomes of the pool
 * @param forcedCloses logs connections that it closed
 */
record PoolContext(PoolSettings settings, TcpEndpoint endpoint, TcpFraming framing, ConnectionDirectory directory,
		ConnectionRegistry registry, AddressLimits addresses, PoolCounters counters, PoolListener listener,
		EnforcedCloseLogger forcedCloses) {

	/**
	 * What a message to a connection carries.
	 * @throws IllegalArgumentException if it is of a type that the endpoint does not know
	 */
	byte[] encode(TcpConnection connection, Object message) {
		if (message instanceof byte[] bytes) {
			return bytes;
		}
		if (message instanceof CharSequence text) {
			return text.toString().getBytes(this.settings.charset());
		}
		Object encoded = this.endpoint.encode(connection, message);
		return (encoded instanceof byte[] bytes) ? bytes : encoded.toString().getBytes(this.settings.charset());
	}

	String name() {
		return this.settings.name();
	}

}
