package io.netpool.tcp.observe.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import io.netpool.tcp.TcpAcceptorPool;
import io.netpool.tcp.TcpPoolStatistics;
import io.netpool.tcp.observe.TagValues;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a pool: its state and its {@linkplain TcpPoolStatistics statistics}.
 *
 * @param state the pool's state
 * @param port the port that the pool listens on, {@code null} if it does not listen
 * @param transport the transport in use, {@code null} if the pool does not listen
 * @param tls when connections start TLS: {@code none}, {@code tls}, or {@code start-tls}
 * @param acceptors numbers of acceptors
 * @param connections numbers of connections
 * @param messages numbers of messages
 * @param bytes numbers of bytes
 * @param handler handler run time
 * @param paused pauses
 * @param blocked blocked threads
 * @param activeTlsHandshakes TLS handshakes in progress
 * @param tlsHandshakes TLS handshakes by outcome
 * @param tlsReloads certificate reloads
 * @param exchanges exchanges of commands and answers
 */
record PoolDescriptor(String state, @Nullable Integer port, @Nullable String transport, String tls, Acceptors acceptors,
		Connections connections, TcpPoolStatistics.Messages messages, TcpPoolStatistics.Bytes bytes,
		TcpPoolStatistics.Handler handler, TcpPoolStatistics.Paused paused, TcpPoolStatistics.Blocked blocked,
		TcpPoolStatistics.ActiveTlsHandshakes activeTlsHandshakes,
		Map<String, TcpPoolStatistics.TlsHandshakes> tlsHandshakes, TcpPoolStatistics.TlsReloads tlsReloads,
		Exchanges exchanges) implements OperationResponseBody {

	static PoolDescriptor of(TcpAcceptorPool pool) {
		TcpPoolStatistics statistics = pool.statistics();
		int port = pool.port();
		return new PoolDescriptor(TagValues.of(pool.state()), (port >= 0) ? port : null, pool.transport(),
				TagValues.of(pool.security()), Acceptors.of(pool.acceptors()), Connections.of(statistics.connections()),
				statistics.messages(), statistics.bytes(), statistics.handler(), statistics.paused(),
				statistics.blocked(), statistics.activeTlsHandshakes(), byTagValue(statistics.tlsHandshakes()),
				statistics.tlsReloads(), Exchanges.of(statistics.exchanges()));
	}

	private static <V> Map<String, V> byTagValue(Map<? extends Enum<?>, V> values) {
		Map<String, V> byTagValue = new LinkedHashMap<>();
		values.forEach((key, value) -> byTagValue.put(TagValues.of(key), value));
		return byTagValue;
	}

	record Acceptors(int idle, int busy, int limit, int max) {

		static Acceptors of(TcpAcceptorPool.Acceptors acceptors) {
			return new Acceptors(acceptors.idle(), acceptors.busy(), acceptors.limit(), acceptors.max());
		}

	}

	record Exchanges(long open, Map<String, TcpPoolStatistics.EndedExchanges> ended, long late) {

		static Exchanges of(TcpPoolStatistics.Exchanges exchanges) {
			return new Exchanges(exchanges.open(), byTagValue(exchanges.ended()), exchanges.late());
		}

	}

	record Connections(int active, long accepted, Map<String, Long> refused, Map<String, Long> closed,
			long forciblyClosed) {

		static Connections of(TcpPoolStatistics.Connections connections) {
			return new Connections(connections.active(), connections.accepted(), byTagValue(connections.refused()),
					byTagValue(connections.closed()), connections.forciblyClosed());
		}

	}

}
