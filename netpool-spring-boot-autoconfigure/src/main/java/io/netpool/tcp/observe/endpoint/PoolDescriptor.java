package io.netpool.tcp.observe.endpoint;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.netpool.tcp.CloseReason;
import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.observe.TagValues;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint tells of a pool.
 *
 * @param state what it is doing
 * @param port the port it listens on, {@code null} if it does not
 * @param transport how it reaches the sockets, likewise
 * @param tls how its connections are secured
 * @param acceptors its acceptors
 * @param connections its connections
 * @param messages their messages
 * @param bytes their bytes, without those of TLS
 * @param handler its handlers
 * @param paused how often it paused
 * @param settings what is in force for it
 */
record PoolDescriptor(String state, @Nullable Integer port, @Nullable String transport, String tls, Acceptors acceptors,
		Connections connections, Messages messages, Bytes bytes, Handler handler, Paused paused,
		Map<String, @Nullable Object> settings) implements OperationResponseBody {

	static PoolDescriptor of(TcpAcceptorPool pool, String tls, Map<String, @Nullable Object> settings) {
		TcpPoolStatistics statistics = pool.statistics();
		int port = pool.port();
		return new PoolDescriptor(TagValues.of(pool.state()), (port >= 0) ? port : null, pool.transport(), tls,
				Acceptors.of(pool.acceptors()), Connections.of(statistics), Messages.of(statistics),
				Bytes.of(statistics), new Handler(statistics.handlerTime()),
				new Paused(statistics.pausedReads(), statistics.pausedAccepts()), settings);
	}

	record Acceptors(int idle, int busy, int limit, int max) {

		static Acceptors of(TcpAcceptorPool.Acceptors acceptors) {
			return new Acceptors(acceptors.idle(), acceptors.busy(), acceptors.limit(), acceptors.max());
		}

	}

	record Connections(int active, long accepted, long cut, Map<String, Long> refused, Map<String, Long> closed) {

		static Connections of(TcpPoolStatistics statistics) {
			return new Connections(statistics.activeConnections(), statistics.acceptedConnections(),
					statistics.cutConnections(), ended(statistics, CloseReason::isRefusal),
					ended(statistics, Predicate.not(CloseReason::isRefusal)));
		}

		private static Map<String, Long> ended(TcpPoolStatistics statistics, Predicate<CloseReason> reasons) {
			Map<String, Long> ended = new LinkedHashMap<>();
			Arrays.stream(CloseReason.values())
				.filter(reasons)
				.forEach((reason) -> ended.put(TagValues.of(reason), statistics.closedConnections(reason)));
			return ended;
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

	record Handler(Duration time) {

	}

	record Paused(long reads, long accepts) {

	}

}
