package io.netpool.sample.live;

import java.time.Duration;
import java.util.Locale;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;

/**
 * What changes of a pool from second to second, in the words of the Actuator endpoint.
 */
record PoolNumbers(String name, String state, int port, Acceptors acceptors, Connections connections, Messages messages,
		Bytes bytes, Handler handler) {

	static PoolNumbers of(TcpAcceptorPool pool) {
		return new PoolNumbers(pool.name(), pool.state().name().toLowerCase(Locale.ROOT), pool.port(),
				Acceptors.of(pool.acceptors()), Connections.of(pool.statistics()), Messages.of(pool.statistics()),
				Bytes.of(pool.statistics()), new Handler(pool.statistics().handlerTime()));
	}

	record Acceptors(int idle, int busy, int limit, int max) {

		static Acceptors of(TcpAcceptorPool.Acceptors acceptors) {
			return new Acceptors(acceptors.idle(), acceptors.busy(), acceptors.limit(), acceptors.max());
		}

	}

	record Connections(int active, long accepted, long refused, long cut) {

		static Connections of(TcpPoolStatistics statistics) {
			return new Connections(statistics.activeConnections(), statistics.acceptedConnections(),
					statistics.refusedConnections(), statistics.cutConnections());
		}

	}

	record Messages(long received, long sent, long handled, long failed, long pending) {

		static Messages of(TcpPoolStatistics statistics) {
			return new Messages(statistics.receivedMessages(), statistics.sentMessages(), statistics.handledMessages(),
					statistics.failedMessages(), statistics.pendingMessages());
		}

	}

	record Bytes(long received, long sent, long pending) {

		static Bytes of(TcpPoolStatistics statistics) {
			return new Bytes(statistics.receivedBytes(), statistics.sentBytes(), statistics.pendingBytes());
		}

	}

	/**
	 * How long handlers had a thread.
	 */
	record Handler(Duration time) {

	}

}
