package io.netpool.sample.live;

import java.time.Duration;
import java.util.Locale;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a pool that the page shows live, named as in the Actuator endpoint.
 *
 * @param p99 the time within which 99 % of the latest messages were handled, {@code null}
 * if there were none
 */
record PoolNumbers(String name, String state, int port, Acceptors acceptors, Connections connections,
		TcpPoolStatistics.Messages messages, TcpPoolStatistics.Bytes bytes, TcpPoolStatistics.Handler handler,
		@Nullable Duration p99) {

	static PoolNumbers of(TcpAcceptorPool pool, MessageTimes times) {
		TcpPoolStatistics statistics = pool.statistics();
		return new PoolNumbers(pool.name(), pool.state().name().toLowerCase(Locale.ROOT), pool.port(),
				Acceptors.of(pool.acceptors()), Connections.of(statistics.connections()), statistics.messages(),
				statistics.bytes(), statistics.handler(), times.p99(pool.name()));
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
