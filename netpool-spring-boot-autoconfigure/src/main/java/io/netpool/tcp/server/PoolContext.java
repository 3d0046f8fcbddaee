package io.netpool.tcp.server;

import io.netpool.tcp.TcpEndpoint;
import io.netpool.tcp.TcpFraming;

/**
 * What the connections of a pool share.
 *
 * @param settings what the pool was told
 * @param endpoint what serves its messages
 * @param framing how its messages lie in the stream
 * @param registry its connections
 * @param counters what it counts outside of its I/O threads
 */
record PoolContext(PoolSettings settings, TcpEndpoint endpoint, TcpFraming framing, ConnectionRegistry registry,
		PoolCounters counters) {

	String name() {
		return this.settings.name();
	}

}
