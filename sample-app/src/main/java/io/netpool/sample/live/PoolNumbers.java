package io.netpool.sample.live;

import java.util.Locale;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;

/**
 * The numbers of a pool that the page shows live, named as in the Actuator endpoint.
 */
record PoolNumbers(String name, String state, int port, Acceptors acceptors, Connections connections,
		TcpPoolStatistics.Messages messages, TcpPoolStatistics.Bytes bytes, TcpPoolStatistics.Handler handler) {

	static PoolNumbers of(TcpAcceptorPool pool) {
		TcpPoolStatistics statistics = pool.statistics();
		return new PoolNumbers(pool.name(), pool.state().name().toLowerCase(Locale.ROOT), pool.port(),
				Acceptors.of(pool.acceptors()), Connections.of(statistics.connections()), statistics.messages(),
				statistics.bytes(), statistics.handler());
	}

	record Acceptors(int idle, int busy, int limit, int max) {

		static Acceptors of(TcpAcceptorPool.Acceptors acceptors) {
			return new Acceptors(acceptors.idle(), acceptors.busy(), acceptors.limit(), acceptors.max());
		}

	}

	record Connections(int active, long accepted, long refused) {

		static Connections of(TcpPoolStatistics.Connections connections) {
			return new Connections(connections.active(), connections.accepted(), connections.refusedInTotal());
		}

	}

}
